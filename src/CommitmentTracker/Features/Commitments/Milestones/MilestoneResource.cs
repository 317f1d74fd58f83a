namespace CommitmentTracker.Features.Commitments.Milestones;

/// <summary>A dated step of a commitment.</summary>
internal sealed record MilestoneResource
{
    /// <summary>The step's number within the commitment; a deleted one's is never given again.</summary>
    /// <example>1</example>
    public required int Number { get; init; }

    /// <summary>What is to be reached, in one line.</summary>
    /// <example>National guidance published</example>
    public required string Title { get; init; }

    /// <summary>The due date; for a coarser precision the last day of its period.</summary>
    /// <example>2027-06-30</example>
    public required DateOnly DueOn { get; init; }

    /// <summary>How exactly the due date is known.</summary>
    /// <example>quarter</example>
    public required DatePrecision Precision { get; init; }

    /// <summary>The party whose step it is; null when it is everyone's.</summary>
    /// <example>VN</example>
    public required string? Party { get; init; }

    /// <summary>The day it was reached; null until then.</summary>
    public required DateOnly? ReachedOn { get; init; }

    /// <summary>Derived, by the same rule as a commitment's deadline; <c>closed</c> when the commitment was cancelled or superseded before it was reached.</summary>
    /// <example>upcoming</example>
    public required DeadlineState State { get; init; }

    /// <summary>Days from the day the state is derived by to the due date, negative once it has passed.</summary>
    /// <example>221</example>
    public required int DaysLeft { get; init; }

    public static MilestoneResource From(Milestone milestone, Status commitment, ReportingDay day) =>
        new()
        {
            Number = milestone.Number,
            Title = milestone.Title,
            DueOn = milestone.DueOn,
            Precision = milestone.Precision,
            Party = milestone.Party,
            ReachedOn = milestone.ReachedOn,
            State = milestone.StateOn(day, commitment),
            DaysLeft = milestone.DueOn.DayNumber - day.Today.DayNumber,
        };
}

/// <summary>The milestones of a commitment.</summary>
internal sealed record CommitmentMilestones
{
    /// <summary>The milestones, by number.</summary>
    public required IReadOnlyList<MilestoneResource> Items { get; init; }

    /// <summary>The commitment's version.</summary>
    /// <example>3</example>
    public required long Version { get; init; }

    /// <summary>The day that states are derived by.</summary>
    /// <example>2026-11-21</example>
    public required DateOnly AsOf { get; init; }
}

/// <summary>What the changes of milestones share: the milestone as it is afterwards, with the version of its commitment.</summary>
internal sealed record MilestoneChange(MilestoneResource Milestone, long Version)
{
    public static Result<MilestoneChange> Of(Result<StoredCommitment> changed, int number, ReportingClock clock) =>
        changed.Succeeded(out var stored, out var refusal)
            ? new MilestoneChange(
                MilestoneResource.From(stored.Commitment.Milestones[number], stored.Commitment.RollUp.Status, clock.On(null)),
                stored.Version
            )
            : refusal;

    public static Refusal NotFound(string code, int number) => new(ErrorCode.NotFound, $"Commitment {code} has no milestone {number}.");
}
