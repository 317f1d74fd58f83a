namespace CommitmentTracker.Features;

/// <summary>The query parameters that select commitments, wherever commitments are listed or counted.</summary>
internal sealed record CommitmentFilters : IQueryGroup
{
    /// <summary>Only commitments assigned to one of these member states, by ISO 3166-1 alpha-2 code.</summary>
    /// <example>VN,TH</example>
    [QueryParam, Names(Grouping.MemberState)]
    public CodeList? MemberState { get; init; }

    /// <summary>Only commitments assigned to one of these parties: member states or ASEAN bodies.</summary>
    /// <example>WG-AI</example>
    [QueryParam, Names(Grouping.MemberState, Grouping.Body)]
    public CodeList? Party { get; init; }

    /// <summary>Only commitments in which the party or member state asked for (or any party) has this role.</summary>
    [QueryParam]
    public AnyOf<AssignmentRole>? Role { get; init; }

    /// <summary>Only commitments that stand in one of these instruments, or also under it.</summary>
    /// <example>HANOI-2026</example>
    [QueryParam, Names(Grouping.Instrument)]
    public CodeList? Instrument { get; init; }

    /// <summary>Only commitments of one of these themes.</summary>
    /// <example>online_scams</example>
    [QueryParam, Names(Grouping.Theme)]
    public CodeList? Theme { get; init; }

    /// <summary>Only records that bind so far.</summary>
    [QueryParam]
    public AnyOf<CommitmentKind>? Kind { get; init; }

    /// <summary>Only commitments of this scope.</summary>
    [QueryParam]
    public AnyOf<Scope>? Scope { get; init; }

    /// <summary>Only commitments with this status.</summary>
    [QueryParam]
    public AnyOf<Status>? Status { get; init; }

    /// <summary>Only commitments with this health: the worst that an assignment which counts reports.</summary>
    [QueryParam]
    public AnyOf<Health>? Health { get; init; }

    /// <summary>Only commitments whose deadline stands so on the day of <c>asOf</c>.</summary>
    [QueryParam]
    public AnyOf<DeadlineState>? DeadlineState { get; init; }

    /// <summary>Only commitments whose latest verified report is this old on the day of <c>asOf</c>.</summary>
    [QueryParam]
    public AnyOf<Freshness>? Freshness { get; init; }

    /// <summary>Only commitments due on this day or later.</summary>
    /// <example>2026-01-01</example>
    [QueryParam]
    public Day? DueFrom { get; init; }

    /// <summary>Only commitments due on this day or earlier.</summary>
    /// <example>2026-12-31</example>
    [QueryParam]
    public Day? DueTo { get; init; }

    /// <summary>Only commitments changed at this instant or later. Write a + in an offset as %2B.</summary>
    /// <example>2026-01-16T00:00:00Z</example>
    [QueryParam]
    public Instant? UpdatedSince { get; init; }

    /// <summary>Only records in this state of publication. The public and readers see what is published, whatever they ask for; for those who keep the tracker it is drafts and published records unless said.</summary>
    [QueryParam]
    public AnyOf<Publication>? Publication { get; init; }

    /// <summary>Words that all occur in code, title or description, as whole words or their beginnings; case and diacritics do not matter.</summary>
    /// <example>anti-scam</example>
    [QueryParam, BindFrom("q")]
    public SearchText? Search { get; init; }

    /// <summary>Derives deadline states and freshness as of this day instead of today. It does not rewind what was reported.</summary>
    /// <example>2027-01-01</example>
    [QueryParam]
    public Day? AsOf { get; init; }

    public CommitmentSelection SelectionFor(Caller caller) =>
        new()
        {
            IncludesUnpublished = caller.KeepsTheTracker,
            MemberStates = MemberState?.Values ?? [],
            Parties = Party?.Values ?? [],
            Roles = Role?.Values ?? [],
            Instruments = Instrument?.Values ?? [],
            Themes = Theme?.Values ?? [],
            Kinds = Kind?.Values ?? [],
            Scopes = Scope?.Values ?? [],
            Statuses = Status?.Values ?? [],
            Healths = Health?.Values ?? [],
            DeadlineStates = DeadlineState?.Values ?? [],
            Freshnesses = Freshness?.Values ?? [],
            Publications = Publication?.Values ?? [],
            DueFrom = DueFrom?.Value,
            DueTo = DueTo?.Value,
            UpdatedSince = UpdatedSince?.Value,
            Search = Search?.Value,
        };
}
