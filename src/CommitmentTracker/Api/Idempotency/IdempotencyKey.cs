using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace CommitmentTracker.Api.Idempotency;

/// <summary>The Idempotency-Key of a creating request, with what it belongs to; without one, nothing is remembered.</summary>
internal sealed class IdempotencyKey(string? key, HttpContext context) : IReadFromRequest<IdempotencyKey>
{
    public const string HeaderName = "Idempotency-Key";
    public const int MaxLength = 200;

    public bool IsGiven => key is not null;

    /// <summary>One caller's key is not another's.</summary>
    public string Hash => HashOf(Caller.From(context.User).Id, key!);

    /// <summary>What only the caller knows: its credential and its key.</summary>
    public byte[] Secret => Encoding.UTF8.GetBytes($"{context.Request.Headers[HeaderNames.Authorization]}\n{key}");

    public static ValueTask<IdempotencyKey> ReadAsync(HttpContext context)
    {
        var header = context.Request.Headers[HeaderName];
        return header.Count == 0 || IsWellFormed(header)
            ? ValueTask.FromResult(new IdempotencyKey(header.Count == 0 ? null : header.ToString(), context))
            : throw new RefusalException(
                new Refusal(ErrorCode.InvalidHeader, $"{HeaderName} takes 1 to {MaxLength} visible ASCII characters, such as a UUID.")
            );
    }

    /// <summary>The same request has the same address and body.</summary>
    public string RequestHash(object request) =>
        HashOf(
            context.Request.Path.Value ?? "",
            Encoding.UTF8.GetString(System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(request, request.GetType(), JsonSetup.Contract))
        );

    private static bool IsWellFormed(Microsoft.Extensions.Primitives.StringValues header) =>
        header is [{ Length: > 0 and <= MaxLength } only] && only.All(each => each is > ' ' and <= '~');

    private static string HashOf(string first, string second) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{first.Length}\n{first}\n{second}")));
}

/// <summary>Seals an answer that holds a secret, so that the database alone does not give it away.</summary>
internal static class Seal
{
    private const int KeySize = 32;
    private static readonly byte[] Purpose = Encoding.UTF8.GetBytes("idempotent answer");

    public static string Close(byte[] body, byte[] secret)
    {
        var sealedBody = new byte[Nonce + body.Length + Tag];
        RandomNumberGenerator.Fill(sealedBody.AsSpan(0, Nonce));
        using var cipher = CipherFor(secret);
        cipher.Encrypt(sealedBody.AsSpan(0, Nonce), body, sealedBody.AsSpan(Nonce, body.Length), sealedBody.AsSpan(Nonce + body.Length));
        return Convert.ToBase64String(sealedBody);
    }

    /// <summary>Null when the secret is not the one it was closed with.</summary>
    public static byte[]? Open(string text, byte[] secret)
    {
        var sealedBody = Convert.FromBase64String(text).AsSpan();
        var body = new byte[sealedBody.Length - Nonce - Tag];
        using var cipher = CipherFor(secret);
        try
        {
            cipher.Decrypt(sealedBody[..Nonce], sealedBody[Nonce..^Tag], sealedBody[^Tag..], body);
            return body;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    private static int Nonce => AesGcm.NonceByteSizes.MaxSize;

    private static int Tag => AesGcm.TagByteSizes.MaxSize;

    private static AesGcm CipherFor(byte[] secret) =>
        new(HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, KeySize, info: Purpose), AesGcm.TagByteSizes.MaxSize);
}
