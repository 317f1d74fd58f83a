namespace CommitmentTracker.Domain.Vocabulary;

/// <summary>What a key lets its holder do.</summary>
internal enum Role
{
    /// <summary>Everything, keys included.</summary>
    Admin,

    /// <summary>Keeps the records, reports on a party's behalf and reviews what parties report.</summary>
    Secretariat,

    /// <summary>Reports for one party.</summary>
    FocalPoint,

    /// <summary>Reads what is published.</summary>
    Reader,
}
