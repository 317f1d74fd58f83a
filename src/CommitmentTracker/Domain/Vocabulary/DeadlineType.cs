namespace CommitmentTracker.Domain.Vocabulary;

/// <summary>What a due date belongs to.</summary>
internal enum DeadlineType
{
    Commitment,
    Milestone,
}
