namespace CommitmentTracker.Domain.Vocabulary;

internal enum PartyKind
{
    MemberState,
    Body,
}
