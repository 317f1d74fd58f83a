using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace CommitmentTracker.Http.Access;

/// <summary>Keys have 256 bits of chance, so that a plain hash of one cannot be turned back by trying.</summary>
internal static class ApiKey
{
    private const string Prefix = "ct_";
    private const int Entropy = 32;

    public static string Create() => Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Entropy));

    public static string HashOf(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
