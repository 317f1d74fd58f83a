namespace CommitmentTracker.Domain.Vocabulary;

/// <summary>Where a deadline stands on a given day: always derived, never stored.</summary>
internal enum DeadlineState
{
    NoDeadline,
    Upcoming,

    /// <summary>Due within the next 30 days (setting <c>Deadlines__DueSoonDays</c>), today included.</summary>
    DueSoon,
    Overdue,
    Met,
    MetLate,

    /// <summary>Cancelled or superseded: nothing is due any more.</summary>
    Closed,
}
