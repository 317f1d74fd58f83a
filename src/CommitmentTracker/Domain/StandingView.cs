namespace CommitmentTracker.Domain;

/// <summary>How an assignment, or a commitment as a whole, stands on a day: said here once, for lists, matrix, exports, figures and rounds alike.</summary>
internal readonly record struct StandingView(Status Status, DeadlineState DeadlineState, Freshness Freshness, DateOnly? CompletedOn)
{
    public static StandingView Of(Assignment assignment, Commitment commitment, ReportingDay day)
    {
        var (report, status) = (assignment.Report, assignment.StatusUnder(commitment.SupersededBy is not null));
        return Of(status, commitment.Deadline.DueOn, report?.CompletedOn, report?.AsOf, day);
    }

    public static StandingView Of(Commitment commitment, RollUp rollUp, ReportingDay day) =>
        Of(rollUp.Status, commitment.Deadline.DueOn, rollUp.CompletedOn, rollUp.LastReportedOn, day);

    private static StandingView Of(Status status, DateOnly? dueOn, DateOnly? completedOn, DateOnly? reportedOn, ReportingDay day) =>
        new(
            status,
            DeadlineRule.StateOf(dueOn, status, completedOn, day),
            FreshnessRule.Of(status, reportedOn, day),
            status == Status.Completed ? completedOn : null
        );
}

/// <summary>What a due date means on a day: the due day itself is not overdue, and a coarse date is late only after its period.</summary>
internal static class DeadlineRule
{
    /// <summary>The states of what is still to be done by a day.</summary>
    public static readonly IReadOnlyList<DeadlineState> Open = [DeadlineState.Upcoming, DeadlineState.DueSoon, DeadlineState.Overdue];

    public static DeadlineState StateOf(DateOnly? dueOn, Status status, DateOnly? completedOn, ReportingDay day) =>
        (dueOn, status) switch
        {
            (null, _) => DeadlineState.NoDeadline,
            (_, Status.Cancelled or Status.Superseded) => DeadlineState.Closed,
            ({ } due, Status.Completed) => completedOn > due ? DeadlineState.MetLate : DeadlineState.Met,
            ({ } due, _) when due < day.Today => DeadlineState.Overdue,
            ({ } due, _) when due <= day.DueSoonUntil => DeadlineState.DueSoon,
            _ => DeadlineState.Upcoming,
        };

    /// <summary>Whole days from the day to the due date; negative once it has passed.</summary>
    public static int? DaysLeft(DateOnly? dueOn, ReportingDay day) => dueOn?.DayNumber - day.Today.DayNumber;
}

/// <summary>What the latest report is worth on a day. Of what is done, or needs no doing any more, no later report is due.</summary>
internal static class FreshnessRule
{
    public static Freshness Of(Status status, DateOnly? lastReportedOn, ReportingDay day) =>
        (status, lastReportedOn) switch
        {
            (_, null) => Freshness.None,
            (Status.Completed or Status.Cancelled or Status.Superseded, _) => Freshness.Current,
            (_, { } reported) when reported < day.CurrentSince => Freshness.Stale,
            _ => Freshness.Current,
        };
}

/// <summary>The day that values are derived by, with the spans that the secretariat has set.</summary>
internal sealed record ReportingDay(DateOnly Today, int DueSoonDays, int StaleAfterDays)
{
    /// <summary>The last due date that counts as due soon.</summary>
    public DateOnly DueSoonUntil => Add(Today, DueSoonDays);

    /// <summary>A report as of this day or later is current.</summary>
    public DateOnly CurrentSince => Add(Today, -StaleAfterDays);

    /// <summary>Stops at the ends of the calendar, because anyone may ask for the year 9999.</summary>
    public static DateOnly Add(DateOnly day, int days) =>
        DateOnly.FromDayNumber(Math.Clamp(day.DayNumber + days, DateOnly.MinValue.DayNumber, DateOnly.MaxValue.DayNumber));
}
