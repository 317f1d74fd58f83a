namespace CommitmentTracker.Domain.Vocabulary;

/// <summary>What a row of the journal tells.</summary>
internal enum ChangeType
{
    CommitmentCreated,
    CommitmentChanged,
    CommitmentPublished,
    CommitmentWithdrawn,
    CommitmentArchived,
    DeadlineChanged,
    AssignmentPut,
    AssignmentRemoved,
    MilestoneCreated,
    MilestoneChanged,
    MilestoneDeleted,
    ProgressUpdateSubmitted,
    ProgressUpdateVerified,
    ProgressUpdateReturned,
    ProgressUpdateVoided,
    InstrumentCreated,
    InstrumentChanged,
    BodyCreated,
    BodyChanged,
    RoundOpened,
    RoundChanged,
    RoundClosed,
    ReferenceDataLoaded,
    ApiKeyCreated,
    ApiKeyRevoked,
    CalendarFeedCreated,
    CalendarFeedRevoked,
}
