namespace CommitmentTracker.Domain.Vocabulary;

/// <summary>Whether a source names the party, or its part was inferred.</summary>
internal enum OwnershipBasis
{
    Stated,
    Inferred,
}
