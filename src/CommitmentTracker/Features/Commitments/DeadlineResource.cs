namespace CommitmentTracker.Features.Commitments;

/// <summary>By when a commitment is due, and how that stands on the day of <c>asOf</c>.</summary>
internal sealed record DeadlineResource
{
    /// <summary>The due date; for a coarser precision the last day of its month, quarter or year. Null when there is none.</summary>
    /// <example>2030-12-31</example>
    public required DateOnly? DueOn { get; init; }

    /// <summary>How exactly the due date is known; null when there is none.</summary>
    /// <example>year</example>
    public required DatePrecision? Precision { get; init; }

    /// <summary>Where the due date comes from; <c>none</c> when there is none.</summary>
    /// <example>inherited</example>
    public required DeadlineBasis Basis { get; init; }

    /// <summary>Derived: the due day itself is not overdue, and a coarser deadline only once its period is over.</summary>
    /// <example>upcoming</example>
    public required DeadlineState State { get; init; }

    /// <summary>Days from <c>asOf</c> to the due date, negative once it has passed; null when there is none.</summary>
    /// <example>1501</example>
    public required int? DaysLeft { get; init; }

    /// <summary>What says so, in words.</summary>
    /// <example>Period 2026–2030 of the Hanoi Declaration</example>
    public required string? Source { get; init; }

    public static DeadlineResource From(Deadline deadline, Status status, DateOnly? completedOn, ReportingDay day) =>
        new()
        {
            DueOn = deadline.DueOn,
            Precision = deadline.Precision,
            Basis = deadline.Basis,
            State = DeadlineRule.StateOf(deadline.DueOn, status, completedOn, day),
            DaysLeft = DeadlineRule.DaysLeft(deadline.DueOn, day),
            Source = deadline.Source,
        };
}
