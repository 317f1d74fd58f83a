using System.Buffers.Text;
using System.Security.Cryptography;

namespace CommitmentTracker.Domain;

/// <summary>A key as it is kept: without the key itself, of which only a hash is stored.</summary>
internal sealed record ApiKey(Guid Id, string Name, Role Role, string? Party, DateTimeOffset CreatedAt, DateOnly? ExpiresOn)
{
    public const int NameMaxLength = 100;

    private const string Prefix = "ct_";
    private const int Entropy = 32;

    public DateOnly? LastUsedOn { get; init; }
    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>The last day of its validity counts.</summary>
    public bool IsValidOn(DateOnly today) => RevokedAt is null && !(ExpiresOn < today);

    public static bool IsName(string name) =>
        !string.IsNullOrWhiteSpace(name) && !name.Any(char.IsControl) && name.EnumerateRunes().Count() <= NameMaxLength;

    /// <summary>A new secret: 256 bits of chance, so that a plain hash of it cannot be turned back by trying.</summary>
    public static string NewSecret() => Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Entropy));

    public static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
