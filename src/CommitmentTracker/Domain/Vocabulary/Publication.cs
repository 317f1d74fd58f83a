namespace CommitmentTracker.Domain.Vocabulary;

/// <summary>Who sees a commitment: the public sees what is published and nothing else.</summary>
internal enum Publication
{
    Draft,
    Published,

    /// <summary>Taken out of use; the record and its history are kept.</summary>
    Archived,
}
