namespace CommitmentTracker.Domain.Vocabulary;

/// <summary>What can be wrong with a row of a sheet that is imported.</summary>
internal enum RowErrorCode
{
    /// <summary>The file cannot be read as a sheet from this row on.</summary>
    MalformedSheet,

    /// <summary>The row has more or fewer cells than the header.</summary>
    MalformedRow,
    MissingColumn,
    UnknownColumn,

    /// <summary>The header names a column twice.</summary>
    RepeatedColumn,

    /// <summary>An earlier row has the same code.</summary>
    RepeatedRow,
    InvalidValue,
    UnknownReference,
    NotFound,
    Gone,
    NoAssignment,
    RuleBroken,

    /// <summary>The commitment has changed since it was exported.</summary>
    VersionStale,
}
