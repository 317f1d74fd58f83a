namespace CommitmentTracker.Features.Keys;

/// <summary>A key, without the key itself.</summary>
internal record ApiKeyResource
{
    /// <summary>Identifies the key; not a secret.</summary>
    /// <example>019bc5a4-7c00-7000-8000-000000000002</example>
    public required Guid Id { get; init; }

    /// <summary>Whose key it is, or what for.</summary>
    /// <example>Dashboard of the ministry</example>
    public required string Name { get; init; }

    /// <summary>What it lets its holder do.</summary>
    /// <example>reader</example>
    public required Role Role { get; init; }

    /// <summary>The party that a focal point reports for; null for the other roles.</summary>
    public required string? Party { get; init; }

    /// <summary>When it was created.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The last day on which it is valid; null when it does not expire.</summary>
    /// <example>2027-12-31</example>
    public required DateOnly? ExpiresOn { get; init; }

    /// <summary>The day on which it was last used; null until then.</summary>
    public required DateOnly? LastUsedOn { get; init; }

    /// <summary>When it was revoked; null unless it was.</summary>
    public required DateTimeOffset? RevokedAt { get; init; }

    public static ApiKeyResource From(ApiKey key) =>
        new()
        {
            Id = key.Id,
            Name = key.Name,
            Role = key.Role,
            Party = key.Party,
            CreatedAt = key.CreatedAt,
            ExpiresOn = key.ExpiresOn,
            LastUsedOn = key.LastUsedOn,
            RevokedAt = key.RevokedAt,
        };
}
