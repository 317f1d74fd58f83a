using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;
using CommitmentTracker.Tracker;

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
