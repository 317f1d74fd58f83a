namespace CommitmentTracker.Domain.Vocabulary;

/// <summary>The statuses that a party can report. The names are those of <see cref="Status"/>.</summary>
internal enum ReportedStatus
{
    NotStarted,
    InProgress,
    Completed,
    OnHold,
    Cancelled,
}
