namespace CommitmentTracker.Domain.Vocabulary;

/// <summary>How far a record binds. Only <see cref="Commitment"/> counts in any rate.</summary>
internal enum CommitmentKind
{
    Commitment,

    /// <summary>A leader's proposal: not agreed by the bloc.</summary>
    Proposal,

    /// <summary>Talks without an outcome.</summary>
    Discussion,

    /// <summary>Orientation only: nothing to deliver.</summary>
    Informational,
}
