using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;
using CommitmentTracker.Tracker;

namespace CommitmentTracker.Features.Rounds.Reports;

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
