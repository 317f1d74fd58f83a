namespace CommitmentTracker.Domain.Vocabulary;

/// <summary>The outlook that a party reports, from good to bad: a later value outweighs an earlier one.</summary>
internal enum Health
{
    OnTrack,
    AtRisk,
    OffTrack,
}
