namespace CommitmentTracker.Domain.Vocabulary;

internal enum Scope
{
    Regional,
    National,
    Bilateral,
}
