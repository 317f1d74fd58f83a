using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;

namespace CommitmentTracker.Database.Access;

/// <summary>A row of the table of keys.</summary>
internal sealed record ApiKeyRow
{
    public string ApiKeyId { get; init; } = "";
    public string Name { get; init; } = "";
    public string Role { get; init; } = "";
    public string? PartyCode { get; init; }
    public string KeyHash { get; init; } = "";
    public string CreatedAt { get; init; } = "";
    public string? ExpiresOn { get; init; }
    public string? LastUsedOn { get; init; }
    public string? RevokedAt { get; init; }

    public ApiKey ToKey() =>
        new(
            Guid.Parse(ApiKeyId),
            Name,
            EnumCode.Parse<Role>(Role),
            PartyCode,
            Stored.ParseInstant(CreatedAt),
            Stored.ParseDayOrNull(ExpiresOn)
        )
        {
            LastUsedOn = Stored.ParseDayOrNull(LastUsedOn),
            RevokedAt = RevokedAt is null ? null : Stored.ParseInstant(RevokedAt),
        };

    public static ApiKeyRow From(ApiKey key, string hash) =>
        new()
        {
            ApiKeyId = key.Id.ToString(),
            Name = key.Name,
            Role = EnumCode.Of(key.Role),
            PartyCode = key.Party,
            KeyHash = hash,
            CreatedAt = Stored.Instant(key.CreatedAt),
            ExpiresOn = Stored.Day(key.ExpiresOn),
        };
}
