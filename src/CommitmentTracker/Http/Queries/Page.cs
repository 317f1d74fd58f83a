namespace CommitmentTracker.Http.Queries;

/// <summary>Where a page stands in its list.</summary>
internal sealed record Page
{
    /// <summary>How many items a page holds at most.</summary>
    public required int Limit { get; init; }

    /// <summary>How many records the whole selection holds, exactly.</summary>
    public required long Total { get; init; }

    /// <summary>What to send as <c>cursor</c> for the next page; null on the last one.</summary>
    public required string? Next { get; init; }
}
