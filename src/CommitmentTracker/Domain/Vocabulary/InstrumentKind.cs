namespace CommitmentTracker.Domain.Vocabulary;

internal enum InstrumentKind
{
    Agreement,
    Declaration,
    Plan,
    Guide,
    Report,
    Network,

    /// <summary>A ministers' meeting: what was said or agreed there without a document of its own.</summary>
    Meeting,
}
