using CommitmentTracker.Database.Commitments;
using CommitmentTracker.Domain;

namespace CommitmentTracker.Tracker;

/// <summary>A commitment at one version, with what is worked out from it once and does not depend on the day.</summary>
internal sealed class TrackedCommitment
{
    /// <summary>Sorts after every due date.</summary>
    private const string NoDueDate = "9999-99-99";

    public TrackedCommitment(StoredCommitment stored)
    {
        Stored = stored;
        RollUp = stored.Commitment.RollUp;
        FoundBy = new FoundBy(stored.Commitment.Code, stored.Commitment.Title, stored.Commitment.Description);
        StatusOrder = EnumCode.Of(RollUp.Status);
        DueOrder = Database.Stored.Day(stored.Commitment.Deadline.DueOn) ?? NoDueDate;
        UpdatedOrder = Database.Stored.Instant(stored.UpdatedAt);
        Assignments = [.. stored.Commitment.Assignments.Values.Select(assignment => new TrackedAssignment(this, assignment))];
        Deadlines = [.. DeadlinesOf(this)];
    }

    public StoredCommitment Stored { get; }

    public Commitment Commitment => Stored.Commitment;

    public string Code => Commitment.Code;

    public RollUp RollUp { get; }

    public FoundBy FoundBy { get; }

    public string StatusOrder { get; }

    public string DueOrder { get; }

    public string UpdatedOrder { get; }

    /// <summary>By party.</summary>
    public IReadOnlyList<TrackedAssignment> Assignments { get; }

    /// <summary>Its own due date, where it has one, and its milestones.</summary>
    public IReadOnlyList<TrackedDeadline> Deadlines { get; }

    public KeptJson ItemJson { get; } = new();

    public KeptJson MatrixJson { get; } = new();

    private static IEnumerable<TrackedDeadline> DeadlinesOf(TrackedCommitment of)
    {
        if (of.Commitment.Deadline.DueOn is { } dueOn)
        {
            yield return new TrackedDeadline(of, null, dueOn);
        }

        foreach (var milestone in of.Commitment.Milestones.Values)
        {
            yield return new TrackedDeadline(of, milestone, milestone.DueOn);
        }
    }
}

/// <summary>One party's share in a commitment.</summary>
internal sealed class TrackedAssignment(TrackedCommitment of, Assignment assignment)
{
    public TrackedCommitment Of { get; } = of;

    public Assignment Assignment { get; } = assignment;

    public KeptJson Json { get; } = new();
}

/// <summary>Something with a due date: a commitment, or one of its milestones.</summary>
internal sealed class TrackedDeadline(TrackedCommitment of, Milestone? milestone, DateOnly dueOn)
{
    public TrackedCommitment Of { get; } = of;

    /// <summary>Null for the commitment itself.</summary>
    public Milestone? Milestone { get; } = milestone;

    public DateOnly DueOn { get; } = dueOn;

    public KeptJson Json { get; } = new();
}
