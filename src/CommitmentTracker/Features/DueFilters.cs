namespace CommitmentTracker.Features;

/// <summary>The query parameters of lists of what is due, a page at a time.</summary>
internal sealed record DueFilters : IQueryGroup
{
    /// <summary>Only what these member states owe, by ISO 3166-1 alpha-2 code. Together with <c>body</c> it means either.</summary>
    /// <example>VN</example>
    [QueryParam, Names(Grouping.MemberState)]
    public CodeList? MemberState { get; init; }

    /// <summary>Only what these ASEAN bodies owe. Together with <c>memberState</c> it means either.</summary>
    /// <example>WG-AI</example>
    [QueryParam, Names(Grouping.Body)]
    public CodeList? Body { get; init; }

    /// <summary>Only where the party asked for (or any party) has this role.</summary>
    [QueryParam]
    public AnyOf<AssignmentRole>? Role { get; init; }

    /// <summary>Only of commitments that stand in one of these instruments, or also under it.</summary>
    /// <example>HANOI-2026</example>
    [QueryParam, Names(Grouping.Instrument)]
    public CodeList? Instrument { get; init; }

    /// <summary>Only of commitments of one of these themes.</summary>
    /// <example>online_scams</example>
    [QueryParam, Names(Grouping.Theme)]
    public CodeList? Theme { get; init; }

    /// <summary>Only of records that bind so far.</summary>
    [QueryParam]
    public AnyOf<CommitmentKind>? Kind { get; init; }

    /// <summary>Only of commitments of this scope.</summary>
    [QueryParam]
    public AnyOf<Scope>? Scope { get; init; }

    /// <summary>Only with this status: in the list of assignments the assignment's, in the list of deadlines the commitment's.</summary>
    [QueryParam]
    public AnyOf<Status>? Status { get; init; }

    /// <summary>Only with this health: in the list of assignments the assignment's, in the list of deadlines the commitment's.</summary>
    [QueryParam]
    public AnyOf<Health>? Health { get; init; }

    /// <summary>Only what stands so on the day of <c>asOf</c>: the deadline state of the assignment, or of the commitment or milestone that is due.</summary>
    /// <example>overdue</example>
    [QueryParam]
    public AnyOf<DeadlineState>? State { get; init; }

    /// <summary>Only where the latest verified report is this old on the day of <c>asOf</c>: the assignment's, or the commitment's that has the deadline. What is completed, cancelled or superseded is never <c>stale</c>.</summary>
    [QueryParam]
    public AnyOf<Freshness>? Freshness { get; init; }

    /// <summary>Only what is due on this day or later.</summary>
    /// <example>2026-01-01</example>
    [QueryParam]
    public Day? From { get; init; }

    /// <summary>Only what is due on this day or earlier.</summary>
    /// <example>2026-12-31</example>
    [QueryParam]
    public Day? To { get; init; }

    /// <summary>Only what is due from the day of <c>asOf</c> to so many days after it, both among them, and is still to be done: neither completed or reached, nor cancelled or superseded.</summary>
    /// <example>30d</example>
    [QueryParam]
    public Within? Within { get; init; }

    /// <summary>Only of records in this state of publication. The public and readers see what is published, whatever they ask for; for those who keep the tracker it is drafts and published records unless said.</summary>
    [QueryParam]
    public AnyOf<Publication>? Publication { get; init; }

    /// <summary>Words that all occur in the commitment's code, title or description, as whole words or their beginnings; case and diacritics do not matter.</summary>
    /// <example>anti-scam</example>
    [QueryParam, BindFrom("q")]
    public SearchText? Search { get; init; }

    /// <summary>Derives deadline states and freshness as of this day instead of today. It does not rewind what was reported.</summary>
    /// <example>2027-01-01</example>
    [QueryParam]
    public Day? AsOf { get; init; }

    public CommitmentSelection SelectionFor(Caller caller, ReportingDay day) =>
        new()
        {
            IncludesUnpublished = caller.KeepsTheTracker,
            Parties = [.. (MemberState?.Values ?? []).Union(Body?.Values ?? [])],
            Roles = Role?.Values ?? [],
            Instruments = Instrument?.Values ?? [],
            Themes = Theme?.Values ?? [],
            Kinds = Kind?.Values ?? [],
            Scopes = Scope?.Values ?? [],
            Statuses = Status?.Values ?? [],
            Healths = Health?.Values ?? [],
            DeadlineStates = State?.Values ?? [],
            Freshnesses = Freshness?.Values ?? [],
            Publications = Publication?.Values ?? [],
            IsOpenOnly = Within is not null,
            DueFrom = Latest(From?.Value, Within is null ? null : day.Today),
            DueTo = Earliest(To?.Value, Within is null ? null : ReportingDay.Add(day.Today, Within.Days)),
            Search = Search?.Value,
        };

    private static DateOnly? Latest(DateOnly? one, DateOnly? other) => !(one < other) ? one ?? other : other;

    private static DateOnly? Earliest(DateOnly? one, DateOnly? other) => !(one > other) ? one ?? other : other;
}
