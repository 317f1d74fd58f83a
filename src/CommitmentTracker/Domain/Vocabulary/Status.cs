namespace CommitmentTracker.Domain.Vocabulary;

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
