namespace CommitmentTracker.Features;

/// <summary>The query parameters that select progress updates, in lists and exports alike.</summary>
internal sealed record ProgressUpdateFilters : IQueryGroup
{
    /// <summary>Only updates in this state of review.</summary>
    [QueryParam]
    public AnyOf<ReviewState>? Review { get; init; }

    /// <summary>Only updates of these parties.</summary>
    /// <example>VN</example>
    [QueryParam, Names(Grouping.MemberState, Grouping.Body)]
    public CodeList? Party { get; init; }

    /// <summary>Only updates on these commitments.</summary>
    /// <example>HND-10</example>
    [QueryParam]
    public CodeList? Commitment { get; init; }

    public ProgressUpdateSelection SelectionFor(Caller caller) =>
        new(caller.Sight)
        {
            Reviews = Review?.Values ?? [],
            Parties = Party?.Values ?? [],
            Commitments = Commitment?.Values ?? [],
        };
}
