namespace CommitmentTracker.Features.Rounds.Reports;

/// <summary>A commitment as the report of a round tells of it.</summary>
internal sealed record ReportedCommitment
{
    /// <summary>The commitment's code.</summary>
    /// <example>HND-10</example>
    public required string Code { get; init; }

    /// <summary>Its title.</summary>
    public required string Title { get; init; }

    /// <summary>What there is to say about it; null where nothing is.</summary>
    public required string? Description { get; init; }

    /// <summary>The code of the instrument that it stands in. It may be one that the round is not about, where it is also under one that it is.</summary>
    /// <example>HANOI-2026</example>
    public required string Instrument { get; init; }

    /// <summary>The code of its theme.</summary>
    /// <example>online_scams</example>
    public required string Theme { get; init; }

    /// <summary>The roll-up of its assignments.</summary>
    /// <example>in_progress</example>
    public required Status Status { get; init; }

    /// <summary>The worst that the assignments which count report; null where none says.</summary>
    public required Health? Health { get; init; }

    /// <summary>The due date; null where there is none.</summary>
    /// <example>2030-12-31</example>
    public required DateOnly? DueOn { get; init; }

    /// <summary>How exactly the due date is known; null where there is none.</summary>
    /// <example>year</example>
    public required DatePrecision? DuePrecision { get; init; }

    /// <summary>How the deadline stood.</summary>
    /// <example>upcoming</example>
    public required DeadlineState DeadlineState { get; init; }

    /// <summary>How old the latest verified report was.</summary>
    /// <example>current</example>
    public required Freshness Freshness { get; init; }

    /// <summary>The parties that own it, by code.</summary>
    public required IReadOnlyList<ReportedAssignment> Assignments { get; init; }

    public static ReportedCommitment From(TrackedCommitment each, RoundRecords records)
    {
        var (commitment, stands) = (each.Commitment, StandingView.Of(each.Commitment, each.RollUp, records.Day));
        return new ReportedCommitment
        {
            Code = commitment.Code,
            Title = commitment.Title,
            Description = commitment.Description,
            Instrument = commitment.Instrument,
            Theme = commitment.Theme,
            Status = stands.Status,
            Health = each.RollUp.Health,
            DueOn = commitment.Deadline.DueOn,
            DuePrecision = commitment.Deadline.Precision,
            DeadlineState = stands.DeadlineState,
            Freshness = stands.Freshness,
            Assignments = [.. each.Assignments.Select(share => ReportedAssignment.From(share, records))],
        };
    }
}

/// <summary>One party's share in a commitment as the report of a round tells of it.</summary>
internal sealed record ReportedAssignment
{
    /// <summary>The party's code.</summary>
    /// <example>VN</example>
    public required string Party { get; init; }

    /// <summary>The party's name.</summary>
    /// <example>Viet Nam</example>
    public required string Name { get; init; }

    /// <summary>Member state or body.</summary>
    /// <example>member_state</example>
    public required PartyKind PartyKind { get; init; }

    /// <summary>Whether the party leads or supports.</summary>
    /// <example>lead</example>
    public required AssignmentRole Role { get; init; }

    /// <summary>As the latest verified progress update said, in the period or not; <c>not_reported</c> without one.</summary>
    /// <example>in_progress</example>
    public required Status Status { get; init; }

    /// <summary>How much was done, 0 to 100, where the party said so.</summary>
    /// <example>40</example>
    public required int? Percent { get; init; }

    /// <summary>The outlook, where the party said so.</summary>
    /// <example>on_track</example>
    public required Health? Health { get; init; }

    /// <summary>Why the party was at risk or off track.</summary>
    public required string? HealthReason { get; init; }

    /// <summary>The commitment's deadline held against this party's own status.</summary>
    /// <example>upcoming</example>
    public required DeadlineState DeadlineState { get; init; }

    /// <summary>How old the latest verified progress update was.</summary>
    /// <example>current</example>
    public required Freshness Freshness { get; init; }

    /// <summary>The as-of date of the latest verified progress update, in the period or not; null without one.</summary>
    /// <example>2026-10-01</example>
    public required DateOnly? LastReportedOn { get; init; }

    /// <summary>The latest verified progress update of the period; null where the party has not reported in it.</summary>
    public required ReportedUpdate? Update { get; init; }

    public static ReportedAssignment From(TrackedAssignment each, RoundRecords records)
    {
        var (assignment, party) = (each.Assignment, records.References.Parties[each.Assignment.Party]);
        var stands = StandingView.Of(assignment, each.Of.Commitment, records.Day);
        return new ReportedAssignment
        {
            Party = party.Code,
            Name = party.Name,
            PartyKind = party.Kind,
            Role = assignment.Role,
            Status = stands.Status,
            Percent = assignment.Report?.Percent,
            Health = assignment.Report?.Health,
            HealthReason = assignment.Report?.HealthReason,
            DeadlineState = stands.DeadlineState,
            Freshness = stands.Freshness,
            LastReportedOn = assignment.Report?.AsOf,
            Update = records.LatestOf(each) is { } update ? ReportedUpdate.From(update) : null,
        };
    }
}

/// <summary>What a party said of a commitment in the period of a round.</summary>
internal sealed record ReportedUpdate
{
    /// <summary>The day that it describes.</summary>
    /// <example>2026-10-01</example>
    public required DateOnly AsOf { get; init; }

    /// <summary>Whether it says that there is nothing to report.</summary>
    public required bool NilReturn { get; init; }

    /// <summary>What was done.</summary>
    public required string? Narrative { get; init; }

    /// <summary>What stands in the way.</summary>
    public required string? Challenges { get; init; }

    /// <summary>What comes next.</summary>
    public required string? NextStep { get; init; }

    /// <summary>What shows it.</summary>
    public required IReadOnlyList<ReportedEvidence> Evidence { get; init; }

    public static ReportedUpdate From(ProgressUpdate update) =>
        new()
        {
            AsOf = update.AsOf,
            NilReturn = update.IsNilReturn,
            Narrative = update.Narrative,
            Challenges = update.Challenges,
            NextStep = update.NextStep,
            Evidence = [.. update.Evidence.Select(each => new ReportedEvidence { Title = each.Title, Url = each.Url })],
        };
}

/// <summary>Something that shows what a party said.</summary>
internal sealed record ReportedEvidence
{
    /// <summary>What it is.</summary>
    /// <example>Circular of the regulator</example>
    public required string Title { get; init; }

    /// <summary>Where it can be read, http or https; null where no address was given.</summary>
    /// <example>https://example.org/circular</example>
    public required string? Url { get; init; }
}
