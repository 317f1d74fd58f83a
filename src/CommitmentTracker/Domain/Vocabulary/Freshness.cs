namespace CommitmentTracker.Domain.Vocabulary;

/// <summary>How old the latest verified progress update is on a given day: always derived, never stored.</summary>
internal enum Freshness
{
    Current,

    /// <summary>No verified update for 180 days (setting <c>Freshness__StaleAfterDays</c>) of what is neither completed, cancelled nor superseded.</summary>
    Stale,

    /// <summary>No verified update at all.</summary>
    None,
}
