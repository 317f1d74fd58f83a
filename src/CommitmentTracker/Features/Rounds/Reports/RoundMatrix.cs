namespace CommitmentTracker.Features.Rounds.Reports;

/// <summary>The commitments of a round by member states.</summary>
internal sealed record RoundMatrix
{
    /// <summary>The codes of all member states, in order.</summary>
    /// <example>["BN","ID","VN"]</example>
    public required IReadOnlyList<string> MemberStates { get; init; }

    /// <summary>One a commitment, by code.</summary>
    public required IReadOnlyList<RoundMatrixLine> Rows { get; init; }

    public static RoundMatrix Of(IReadOnlyList<ReportedCommitment> commitments, IEnumerable<Party> parties) =>
        new()
        {
            MemberStates =
            [
                .. parties.Where(party => party.Kind == PartyKind.MemberState).Select(party => party.Code).Order(StringComparer.Ordinal),
            ],
            Rows = [.. commitments.Select(RoundMatrixLine.Of)],
        };
}

/// <summary>One commitment of the matrix.</summary>
internal sealed record RoundMatrixLine
{
    /// <summary>The commitment's code.</summary>
    /// <example>HND-10</example>
    public required string Code { get; init; }

    /// <summary>The commitment's title.</summary>
    public required string Title { get; init; }

    /// <summary>The commitment's own status: the roll-up of all its assignments, those of bodies too.</summary>
    /// <example>in_progress</example>
    public required Status Status { get; init; }

    /// <summary>By code of the member state; one that has no assignment is not in it.</summary>
    public required IReadOnlyDictionary<string, RoundMatrixCell> Cells { get; init; }

    public static RoundMatrixLine Of(ReportedCommitment commitment) =>
        new()
        {
            Code = commitment.Code,
            Title = commitment.Title,
            Status = commitment.Status,
            Cells = commitment
                .Assignments.Where(each => each.PartyKind == PartyKind.MemberState)
                .ToDictionary(each => each.Party, RoundMatrixCell.Of),
        };
}

/// <summary>How one member state stands with one commitment.</summary>
internal sealed record RoundMatrixCell
{
    /// <summary>Whether it leads or supports.</summary>
    /// <example>lead</example>
    public required AssignmentRole Role { get; init; }

    /// <summary>What it reported last.</summary>
    /// <example>in_progress</example>
    public required Status Status { get; init; }

    /// <summary>The outlook, where it says so.</summary>
    /// <example>on_track</example>
    public required Health? Health { get; init; }

    /// <summary>The commitment's deadline held against its own status.</summary>
    /// <example>upcoming</example>
    public required DeadlineState DeadlineState { get; init; }

    /// <summary>How old its latest verified report is.</summary>
    /// <example>current</example>
    public required Freshness Freshness { get; init; }

    public static RoundMatrixCell Of(ReportedAssignment assignment) =>
        new()
        {
            Role = assignment.Role,
            Status = assignment.Status,
            Health = assignment.Health,
            DeadlineState = assignment.DeadlineState,
            Freshness = assignment.Freshness,
        };
}
