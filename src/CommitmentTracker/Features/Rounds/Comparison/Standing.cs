using CommitmentTracker.Domain.Vocabulary;
using CommitmentTracker.Features.Rounds.Reports;

namespace CommitmentTracker.Features.Rounds.Comparison;

/// <summary>How a commitment, or a party with it, stood when a round was closed.</summary>
internal sealed record Standing
{
    /// <summary>The status.</summary>
    /// <example>in_progress</example>
    public required Status Status { get; init; }

    /// <summary>The health; null where none was reported.</summary>
    /// <example>at_risk</example>
    public required Health? Health { get; init; }

    /// <summary>The deadline state.</summary>
    /// <example>upcoming</example>
    public required DeadlineState DeadlineState { get; init; }

    public static Standing Of(ReportedCommitment commitment) =>
        new()
        {
            Status = commitment.Status,
            Health = commitment.Health,
            DeadlineState = commitment.DeadlineState,
        };

    public static Standing Of(ReportedAssignment assignment) =>
        new()
        {
            Status = assignment.Status,
            Health = assignment.Health,
            DeadlineState = assignment.DeadlineState,
        };
}
