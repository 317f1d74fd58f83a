namespace CommitmentTracker.Domain.Vocabulary;

internal enum ResourceType
{
    Commitment,
    ProgressUpdate,
    Instrument,
    Body,
    MemberState,
    Theme,
    Round,
    ApiKey,
    CalendarFeed,
}
