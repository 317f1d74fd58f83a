namespace CommitmentTracker.Domain;

/// <summary>What a caller may see beyond what is public.</summary>
/// <param name="OfDrafts">Drafts, archived records, who did what, and every report: for those who keep the tracker.</param>
/// <param name="OfKeys">That there are keys.</param>
/// <param name="OfParty">All reports of this party.</param>
internal sealed record Sight(bool OfDrafts, bool OfKeys, string? OfParty);
