namespace CommitmentTracker.Domain;

internal enum AssignmentRole
{
    Lead,
    Support,
}

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

/// <summary>How far a record binds. Only <c>commitment</c> counts in any rate.</summary>
internal enum CommitmentKind
{
    Commitment,

    /// <summary>A leader's proposal: not agreed by the bloc.</summary>
    Proposal,

    /// <summary>Talks without an outcome.</summary>
    Discussion,

    /// <summary>Orientation only: nothing to deliver.</summary>
    Informational,
}

/// <summary>How exactly a date is known. A coarser date is kept and answered as the last day of its period.</summary>
internal enum DatePrecision
{
    Day,
    Month,
    Quarter,
    Year,
}

/// <summary>Where a due date comes from.</summary>
internal enum DeadlineBasis
{
    /// <summary>The source says it.</summary>
    Stated,

    /// <summary>The secretariat decided it.</summary>
    Decided,

    /// <summary>The end of the instrument's period, for want of a date of its own.</summary>
    Inherited,

    /// <summary>There is no due date.</summary>
    None,
}

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

/// <summary>What a due date belongs to.</summary>
internal enum DeadlineType
{
    Commitment,
    Milestone,
}

/// <summary>How old the latest verified progress update is on a given day: always derived, never stored.</summary>
internal enum Freshness
{
    Current,

    /// <summary>No verified update for 180 days (setting <c>Freshness__StaleAfterDays</c>) of what is neither completed, cancelled nor superseded.</summary>
    Stale,

    /// <summary>No verified update at all.</summary>
    None,
}

/// <summary>What figures are told apart by. Parties have assignments counted for them, instruments and themes commitments.</summary>
internal enum Grouping
{
    MemberState,
    Body,
    Instrument,
    Theme,
}

/// <summary>The outlook that a party reports, from good to bad: a later value outweighs an earlier one.</summary>
internal enum Health
{
    OnTrack,
    AtRisk,
    OffTrack,
}

internal enum InstrumentKind
{
    Agreement,
    Declaration,
    Plan,
    Guide,
    Report,
    Network,

    /// <summary>A ministers' meeting: what was said or agreed there without a document of its own.</summary>
    Meeting,
}

internal enum InstrumentNature
{
    Binding,
    NonBinding,

    /// <summary>No source says whether it binds.</summary>
    NotStated,
}

/// <summary>How far the points of a timeline lie apart.</summary>
internal enum Interval
{
    Month,
    Quarter,
    Year,
}

/// <summary>Whether a source names the party, or its part was inferred.</summary>
internal enum OwnershipBasis
{
    Stated,
    Inferred,
}

internal enum PartyKind
{
    MemberState,
    Body,
}

/// <summary>Who sees a commitment: the public sees what is published and nothing else.</summary>
internal enum Publication
{
    Draft,
    Published,

    /// <summary>Taken out of use; the record and its history are kept.</summary>
    Archived,
}

/// <summary>The statuses that a party can report. They are spelled as those of a commitment.</summary>
internal enum ReportedStatus
{
    NotStarted,
    InProgress,
    Completed,
    OnHold,
    Cancelled,
}

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

/// <summary>What became of a progress update. Only a verified one moves a status and is public.</summary>
internal enum ReviewState
{
    Submitted,
    Verified,
    Returned,

    /// <summary>Was verified, and turned out to be wrong: it counts no more.</summary>
    Voided,
}

/// <summary>What a key lets its holder do.</summary>
internal enum Role
{
    /// <summary>Everything, keys included.</summary>
    Admin,

    /// <summary>Keeps the records, reports on a party's behalf and reviews what parties report.</summary>
    Secretariat,

    /// <summary>Reports for one party.</summary>
    FocalPoint,

    /// <summary>Reads what is published.</summary>
    Reader,
}

/// <summary>Where a reporting round stands. It closes once.</summary>
internal enum RoundState
{
    Open,
    Closed,
}

/// <summary>What can be wrong with a row of a sheet that is imported.</summary>
internal enum RowErrorCode
{
    /// <summary>The file cannot be read as a sheet from this row on.</summary>
    MalformedSheet,

    /// <summary>The row has more or fewer cells than the header.</summary>
    MalformedRow,
    MissingColumn,
    UnknownColumn,

    /// <summary>The header names a column twice.</summary>
    RepeatedColumn,

    /// <summary>An earlier row has the same code.</summary>
    RepeatedRow,
    InvalidValue,
    UnknownReference,
    NotFound,
    Gone,
    NoAssignment,
    RuleBroken,

    /// <summary>The commitment has changed since it was exported.</summary>
    VersionStale,
}

internal enum Scope
{
    Regional,
    National,
    Bilateral,
}

/// <summary>How close a source is to what it tells of.</summary>
internal enum SourceGrade
{
    Primary,
    Secondary,
}

/// <summary>How far a commitment, or one party's share in it, is reported to have come.</summary>
internal enum Status
{
    /// <summary>Nothing verified has been reported.</summary>
    NotReported,
    NotStarted,
    InProgress,
    Completed,
    OnHold,
    Cancelled,

    /// <summary>Replaced by another commitment; only ever a commitment's own status, never reported by a party.</summary>
    Superseded,
}
