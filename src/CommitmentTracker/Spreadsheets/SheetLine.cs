namespace CommitmentTracker.Spreadsheets;

/// <summary>A row of a sheet, by the number that a spreadsheet shows: the header is row 1.</summary>
internal sealed record SheetLine(long Number, IReadOnlyList<string> Cells);

/// <summary>What cannot be read as a sheet, and in which row.</summary>
internal sealed class SheetException(long row, string fault, Exception? cause = null) : Exception(fault, cause)
{
    public long Row { get; } = row;
}
