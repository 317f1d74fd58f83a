using CommitmentTracker.Domain;

namespace CommitmentTracker.Database.Commitments;

/// <summary>A commitment as it stands in the database.</summary>
internal sealed record StoredCommitment(long Id, Commitment Commitment, long Version, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt);
