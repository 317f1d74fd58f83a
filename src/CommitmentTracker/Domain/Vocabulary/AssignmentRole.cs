namespace CommitmentTracker.Domain.Vocabulary;

internal enum AssignmentRole
{
    Lead,
    Support,
}
