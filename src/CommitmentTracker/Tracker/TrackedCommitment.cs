namespace CommitmentTracker.Tracker;

/// <summary>What lists show: a commitment, or a part of one.</summary>
internal interface ITracked
{
    TrackedCommitment Of { get; }
}

/// <summary>A commitment at one version, with what is worked out from it once, when it is first asked for, and does not depend on the day.</summary>
/// <param name="stored">The commitment.</param>
/// <param name="calendar">What the public calendar shows of it, also what was called off, by milestone.</param>
internal sealed class TrackedCommitment(StoredCommitment stored, CalendarEntry[] calendar) : ITracked
{
    /// <summary>Sorts after every due date.</summary>
    private const string NoDueDate = "9999-99-99";

    private string? dueOrder;
    private string? updatedOrder;
    private SearchableText? searchableText;
    private TrackedAssignment[]? assignments;
    private TrackedDeadline[]? deadlines;
    private KeptJson? itemJson;
    private KeptJson? matrixJson;

    public StoredCommitment Stored { get; } = stored;

    TrackedCommitment ITracked.Of => this;

    public Commitment Commitment => Stored.Commitment;

    public string Code => Commitment.Code;

    public RollUp RollUp { get; } = stored.Commitment.RollUp;

    public SearchableText SearchableText =>
        searchableText ??= new SearchableText(Commitment.Code, Commitment.Title, Commitment.Description);

    public string StatusOrder => EnumCode.Of(RollUp.Status);

    public string DueOrder => dueOrder ??= Data.Stored.Day(Commitment.Deadline.DueOn) ?? NoDueDate;

    public string UpdatedOrder => updatedOrder ??= Data.Stored.Instant(Stored.UpdatedAt);

    /// <summary>By party.</summary>
    public IReadOnlyList<TrackedAssignment> Assignments =>
        Once(ref assignments, () => [.. Commitment.Assignments.Values.Select(assignment => new TrackedAssignment(this, assignment))]);

    /// <summary>Its own due date, where it has one, and its milestones.</summary>
    public IReadOnlyList<TrackedDeadline> Deadlines => Once(ref deadlines, () => [.. DeadlinesOf(this)]);

    public IReadOnlyList<CalendarEntry> Calendar { get; } = calendar;

    public KeptJson ItemJson => itemJson ??= new KeptJson();

    public KeptJson MatrixJson => matrixJson ??= new KeptJson();

    /// <summary>The same objects for everyone, also for two who ask first: views tell by them what has changed.</summary>
    private static T Once<T>(ref T? kept, Func<T> make)
        where T : class => Volatile.Read(ref kept) ?? Interlocked.CompareExchange(ref kept, make(), null) ?? kept;

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
internal sealed class TrackedAssignment(TrackedCommitment of, Assignment assignment) : ITracked
{
    private KeptJson? json;

    public TrackedCommitment Of { get; } = of;

    public Assignment Assignment { get; } = assignment;

    public KeptJson Json => json ??= new KeptJson();
}

/// <summary>Something with a due date: a commitment, or one of its milestones.</summary>
internal sealed class TrackedDeadline(TrackedCommitment of, Milestone? milestone, DateOnly dueOn) : ITracked
{
    private KeptJson? json;

    public TrackedCommitment Of { get; } = of;

    /// <summary>Null for the commitment itself.</summary>
    public Milestone? Milestone { get; } = milestone;

    public DateOnly DueOn { get; } = dueOn;

    public KeptJson Json => json ??= new KeptJson();
}

/// <summary>
/// The JSON of a record, serialised when it is first asked for, and kept for the day and the names it was made with. It is kept for today:
/// a question about another day serialises anew.
/// </summary>
internal sealed class KeptJson
{
    private Form? form;

    public byte[] For(TrackerState state, ReportingDay day, Func<byte[]> serialise)
    {
        var kept = Volatile.Read(ref form);
        if (kept is not null && kept.Day == day && ReferenceEquals(kept.Names, state.References))
        {
            return kept.Bytes;
        }

        var bytes = serialise();
        if (day.Today == state.Today)
        {
            Volatile.Write(ref form, new Form(day, state.References, bytes));
        }

        return bytes;
    }

    private sealed record Form(ReportingDay Day, References Names, byte[] Bytes);
}
