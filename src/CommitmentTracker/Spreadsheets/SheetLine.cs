namespace CommitmentTracker.Spreadsheets;

/// <summary>A row of a sheet, by the number that a spreadsheet shows.</summary>
internal sealed record SheetLine(long Number, IReadOnlyList<SheetCell> Cells);

/// <summary>What a cell shows, or why that cannot be told.</summary>
internal readonly record struct SheetCell(string Text, string? Fault = null)
{
    public static readonly SheetCell Empty = new("");

    public bool IsEmpty => Text.Length == 0 && Fault is null;
}

/// <summary>Cells that are one on the screen: only the first of them holds what it shows. Rows from 1, columns from 0.</summary>
internal sealed record MergedCells(long FirstRow, long LastRow, int FirstColumn, int LastColumn);

/// <summary>One way to read a file as rows: a sheet of a workbook, or a CSV file with one separator.</summary>
internal interface ISheet
{
    /// <summary>Null where the file has no sheets with names.</summary>
    string? Name { get; }

    /// <summary>Whether a person does not see it.</summary>
    bool IsHidden { get; }

    /// <summary>The rows, read anew each time.</summary>
    IEnumerable<SheetLine> Lines();

    /// <summary>What was found merged while the rows were read to their end.</summary>
    IReadOnlyList<MergedCells> Merged { get; }
}

/// <summary>What cannot be read as a sheet, and in which row.</summary>
internal sealed class SheetException(long row, string fault, Exception? cause = null) : Exception(fault, cause)
{
    public long Row { get; } = row;
}
