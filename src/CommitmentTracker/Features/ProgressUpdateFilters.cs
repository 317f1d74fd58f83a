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
}

/// <summary>
/// Which progress updates <c>u</c>, of commitments <c>c</c>, a caller may see: the public those that are verified, of published
/// commitments; a focal point also all of its own party's; the secretariat everything.
/// </summary>
internal static class ProgressUpdateVisibility
{
    public static Conditions Of(Caller caller) =>
        caller switch
        {
            { KeepsTheTracker: true } => new Conditions().Add("c.publication <> 'archived'"),
            { ReportsFor: { } party } => new Conditions()
                .Add("c.publication = 'published'")
                .Add("(u.review = 'verified' or u.party_code = @own)", "own", party),
            _ => new Conditions().Add("c.publication = 'published'").Add("u.review = 'verified'"),
        };

    public static Conditions Of(Caller caller, string commitment) =>
        Of(caller).Add("u.commitment_code = @commitment", "commitment", commitment);
}
