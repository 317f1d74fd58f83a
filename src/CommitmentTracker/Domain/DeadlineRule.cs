using CommitmentTracker.Domain.Vocabulary;

namespace CommitmentTracker.Domain;

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
