namespace CommitmentTracker.Features.Calendar;

/// <summary>Whose calendar a token opens: its party's, and nothing else.</summary>
internal static class FeedOpening
{
    public static readonly Refusal TakesNoParty = new(
        ErrorCode.InvalidParameter,
        "A private feed is of one party. Leave memberState and body out, or feed."
    )
    {
        Errors = new Dictionary<string, string[]> { ["feed"] = ["does not go with memberState or body"] },
    };

    /// <summary>The parties asked for, or with a token the one that it is of.</summary>
    public static async Task<Result<List<string>>> PartiesAsync(
        Store store,
        string? token,
        List<string> parties,
        CancellationToken cancellation
    )
    {
        if (token is null)
        {
            return parties;
        }

        return await store.ReadAsync(session => CalendarFeedTable.FindAsync(session, token), cancellation) is { RevokedAt: null } feed
            ? new List<string> { feed.Party }
            : new Refusal(ErrorCode.NotFound, "There is no such feed, or it was revoked. Create a new one.");
    }
}
