namespace CommitmentTracker.Domain.Vocabulary;

internal enum InstrumentNature
{
    Binding,
    NonBinding,

    /// <summary>No source says whether it binds.</summary>
    NotStated,
}
