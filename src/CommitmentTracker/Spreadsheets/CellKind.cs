namespace CommitmentTracker.Spreadsheets;

/// <summary>What the cells of a column hold, where a file can tell. A CSV file holds the same as text.</summary>
internal enum CellKind
{
    Text,

    /// <summary>A day as YYYY-MM-DD.</summary>
    Day,

    /// <summary>A whole number.</summary>
    Number,
}
