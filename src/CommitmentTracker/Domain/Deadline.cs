namespace CommitmentTracker.Domain;

/// <summary>A due date with its precision, its basis and its source. A coarser date is kept as the last day of its period.</summary>
internal sealed record Deadline(DateOnly? DueOn, DatePrecision? Precision, DeadlineBasis Basis, string? Source)
{
    public const int SourceMaxLength = 500;
    public const int ReasonMaxLength = 1000;

    public static readonly Deadline None = new(null, null, DeadlineBasis.None, null);

    public static Deadline On(DateOnly day, DatePrecision precision, DeadlineBasis basis, string? source = null) =>
        new(LastDayOf(day, precision), precision, basis, source);

    /// <summary>The last day of the month, quarter or year that <paramref name="day"/> stands in; the day itself for precision day.</summary>
    public static DateOnly LastDayOf(DateOnly day, DatePrecision precision) =>
        precision switch
        {
            DatePrecision.Day => day,
            DatePrecision.Month => LastDayOfMonth(day.Year, day.Month),
            DatePrecision.Quarter => LastDayOfMonth(day.Year, (day.Month + 2) / 3 * 3),
            DatePrecision.Year => new DateOnly(day.Year, 12, 31),
            _ => throw new ArgumentOutOfRangeException(nameof(precision)),
        };

    private static DateOnly LastDayOfMonth(int year, int month) => new(year, month, DateTime.DaysInMonth(year, month));
}

/// <summary>A dated step of a commitment, of one party or (without a party) of all.</summary>
internal sealed record Milestone(int Number, string Title, DateOnly DueOn, DatePrecision Precision, string? Party, DateOnly? ReachedOn)
{
    public const int TitleMaxLength = 300;
    public const int MaxPerCommitment = 200;

    /// <summary>What counts as its status: reached is completed; of a cancelled or superseded commitment no step is due any more.</summary>
    public Status StatusUnder(Status commitment) =>
        ReachedOn is not null ? Status.Completed
        : commitment is Status.Cancelled or Status.Superseded ? commitment
        : Status.InProgress;

    public DeadlineState StateOn(ReportingDay day, Status commitment) =>
        DeadlineRule.StateOf(DueOn, StatusUnder(commitment), ReachedOn, day);
}
