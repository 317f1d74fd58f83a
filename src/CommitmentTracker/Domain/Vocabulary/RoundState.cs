namespace CommitmentTracker.Domain.Vocabulary;

/// <summary>Where a reporting round stands. It closes once.</summary>
internal enum RoundState
{
    Open,
    Closed,
}
