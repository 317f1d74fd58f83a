using System.Security.Cryptography;
using System.Text;

namespace CommitmentTracker.Http.Idempotency;

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
