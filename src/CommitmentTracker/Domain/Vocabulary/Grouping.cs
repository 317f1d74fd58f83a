namespace CommitmentTracker.Domain.Vocabulary;

/// <summary>What figures are told apart by. Parties have assignments counted for them, instruments and themes commitments.</summary>
internal enum Grouping
{
    MemberState,
    Body,
    Instrument,
    Theme,
}
