using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;

namespace CommitmentTracker.Features.Summaries;

/// <summary>Commitments by member states, whole.</summary>
internal sealed record Matrix
{
    /// <summary>The columns: every member state, or those that <c>memberState</c> asks for, in order of code.</summary>
    public required IReadOnlyList<MatrixMemberState> MemberStates { get; init; }

    /// <summary>The rows: every commitment of the selection, in order of code.</summary>
    public required IReadOnlyList<MatrixCommitment> Rows { get; init; }

    /// <summary>The day that states and freshness are derived by.</summary>
    /// <example>2026-11-21</example>
    public required DateOnly AsOf { get; init; }
}

/// <summary>A member state as a column.</summary>
internal sealed record MatrixMemberState
{
    /// <summary>The ISO 3166-1 alpha-2 code: the key of the column's cells.</summary>
    /// <example>VN</example>
    public required string Code { get; init; }

    /// <summary>Its name.</summary>
    /// <example>Viet Nam</example>
    public required string Name { get; init; }
}

/// <summary>A commitment as a row.</summary>
internal sealed record MatrixCommitment
{
    /// <summary>The commitment's code.</summary>
    /// <example>HND-10</example>
    public required string Code { get; init; }

    /// <summary>What is to be done, in short.</summary>
    /// <example>Implement the ASEAN Guide on Anti-Scam Policies and Best Practices</example>
    public required string Title { get; init; }

    /// <summary>The commitment's own status: the roll-up of its assignments.</summary>
    /// <example>in_progress</example>
    public required Status Status { get; init; }

    /// <summary>The assignments, by code of member state. Where a member state has no cell, the commitment is not assigned to it.</summary>
    public required IReadOnlyDictionary<string, MatrixCell> Cells { get; init; }
}

/// <summary>How a member state stands with a commitment.</summary>
internal sealed record MatrixCell
{
    /// <summary>Whether the member state leads or supports.</summary>
    /// <example>lead</example>
    public required AssignmentRole Role { get; init; }

    /// <summary>As its latest verified progress update says; <c>not_reported</c> without one, <c>superseded</c> where the commitment is.</summary>
    /// <example>in_progress</example>
    public required Status Status { get; init; }

    /// <summary>The outlook, null where the member state does not say.</summary>
    /// <example>on_track</example>
    public required Health? Health { get; init; }

    /// <summary>The commitment's deadline held against this status.</summary>
    /// <example>upcoming</example>
    public required DeadlineState DeadlineState { get; init; }

    /// <summary>How old the latest verified progress update is.</summary>
    /// <example>current</example>
    public required Freshness Freshness { get; init; }

    public static MatrixCell From(Assignment assignment, Commitment commitment, ReportingDay day)
    {
        var stands = StandingView.Of(assignment, commitment, day);
        return new MatrixCell
        {
            Role = assignment.Role,
            Status = stands.Status,
            Health = assignment.Report?.Health,
            DeadlineState = stands.DeadlineState,
            Freshness = stands.Freshness,
        };
    }
}
