namespace CommitmentTracker.Features.Calendar;

/// <summary>A private address of one party's calendar, without its token.</summary>
internal sealed record CalendarFeedResource
{
    /// <summary>Identifies the feed; not a secret.</summary>
    /// <example>019bc5a4-7c00-7000-8000-000000000003</example>
    public required Guid Id { get; init; }

    /// <summary>Whose feed it is, or what for.</summary>
    /// <example>Calendar of the ministry</example>
    public required string Name { get; init; }

    /// <summary>The party whose calendar it opens.</summary>
    /// <example>VN</example>
    public required string Party { get; init; }

    /// <summary>When it was created.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was revoked; null unless it was.</summary>
    public required DateTimeOffset? RevokedAt { get; init; }

    public static CalendarFeedResource From(CalendarFeed feed) =>
        new()
        {
            Id = feed.Id,
            Name = feed.Name,
            Party = feed.Party,
            CreatedAt = feed.CreatedAt,
            RevokedAt = feed.RevokedAt,
        };
}

/// <summary>A feed of another party does not exist for a focal point, in the same words.</summary>
internal static class VisibleFeed
{
    public static async Task<Result<CalendarFeed>> LoadAsync(Session session, Guid id, Caller caller) =>
        await CalendarFeedTable.FindAsync(session, id) is { } feed && (caller.KeepsTheTracker || caller.ReportsFor == feed.Party)
            ? feed
            : new Refusal(ErrorCode.NotFound, $"There is no feed {id}.");
}
