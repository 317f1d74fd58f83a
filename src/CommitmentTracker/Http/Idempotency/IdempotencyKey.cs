using System.Security.Cryptography;
using System.Text;
using CommitmentTracker.Domain;
using CommitmentTracker.Http.Access;
using CommitmentTracker.Http.Endpoints;
using CommitmentTracker.Http.Errors;
using CommitmentTracker.Json;
using Microsoft.Net.Http.Headers;

namespace CommitmentTracker.Http.Idempotency;

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
