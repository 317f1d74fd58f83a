namespace CommitmentTracker.Features.Commitments;

/// <summary>One party's share in a commitment, with what it last reported.</summary>
internal sealed record AssignmentResource
{
    /// <summary>The party's code: ISO 3166-1 alpha-2 for a member state, the code of an ASEAN body otherwise.</summary>
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

    /// <summary>Whether a source names the party for this, or it was inferred.</summary>
    /// <example>stated</example>
    public required OwnershipBasis Basis { get; init; }

    /// <summary>As the latest verified progress update says; <c>not_reported</c> without one, <c>superseded</c> under a superseded commitment.</summary>
    /// <example>in_progress</example>
    public required Status Status { get; init; }

    /// <summary>How much is done, 0 to 100, where the party says so.</summary>
    /// <example>40</example>
    public required int? Percent { get; init; }

    /// <summary>The outlook, where the party says so.</summary>
    /// <example>on_track</example>
    public required Health? Health { get; init; }

    /// <summary>Why the party is at risk or off track.</summary>
    public required string? HealthReason { get; init; }

    /// <summary>The commitment's deadline held against this party's own status.</summary>
    /// <example>upcoming</example>
    public required DeadlineState DeadlineState { get; init; }

    /// <summary>The as-of date of the latest verified progress update; null without one.</summary>
    /// <example>2026-10-01</example>
    public required DateOnly? LastReportedOn { get; init; }

    /// <summary>The as-of date of the update that completed it; null unless it is completed.</summary>
    public required DateOnly? CompletedOn { get; init; }

    /// <summary>How old the latest verified progress update is.</summary>
    /// <example>current</example>
    public required Freshness Freshness { get; init; }

    public static AssignmentResource From(Assignment assignment, Commitment commitment, Party party, ReportingDay day)
    {
        var stands = StandingView.Of(assignment, commitment, day);
        return new AssignmentResource
        {
            Party = assignment.Party,
            Name = party.Name,
            PartyKind = party.Kind,
            Role = assignment.Role,
            Basis = assignment.Basis,
            Status = stands.Status,
            Percent = assignment.Report?.Percent,
            Health = assignment.Report?.Health,
            HealthReason = assignment.Report?.HealthReason,
            DeadlineState = stands.DeadlineState,
            LastReportedOn = assignment.Report?.AsOf,
            CompletedOn = stands.CompletedOn,
            Freshness = stands.Freshness,
        };
    }
}
