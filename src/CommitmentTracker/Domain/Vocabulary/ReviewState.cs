namespace CommitmentTracker.Domain.Vocabulary;

/// <summary>What became of a progress update. Only a verified one moves a status and is public.</summary>
internal enum ReviewState
{
    Submitted,
    Verified,
    Returned,

    /// <summary>Was verified, and turned out to be wrong: it counts no more.</summary>
    Voided,
}
