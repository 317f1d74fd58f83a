using System.Buffers.Text;
using System.Security.Cryptography;

namespace CommitmentTracker.Domain;

/// <summary>A private address of one party's calendar, without its token, of which only a hash is stored.</summary>
internal sealed record CalendarFeed(Guid Id, string Name, string Party, DateTimeOffset CreatedAt)
{
    public const int NameMaxLength = 100;

    private const string Prefix = "cf_";
    private const int Entropy = 32;

    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>A new token: 256 bits of chance, so that a plain hash of it cannot be turned back by trying. No key begins as it does.</summary>
    public static string NewToken() => Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Entropy));

    public static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
