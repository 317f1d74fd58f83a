using CommitmentTracker.Spreadsheets.Csv;
using CommitmentTracker.Spreadsheets.Xlsx;
using Microsoft.Net.Http.Headers;

namespace CommitmentTracker.Spreadsheets;

/// <summary>
/// A file that holds one sheet or several. What it is, its first bytes say: programs and mail give the same file half a dozen media types.
/// </summary>
internal sealed class SheetFile : IDisposable
{
    public const string Csv = "text/csv";
    public const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    public const string Xlsm = "application/vnd.ms-excel.sheet.macroEnabled.12";

    /// <summary>What browsers on Windows call a CSV file.</summary>
    public const string Excel = "application/vnd.ms-excel";

    public const string Bytes = "application/octet-stream";

    private static readonly byte[] Zip = "PK"u8.ToArray();

    /// <summary>Of the container that old workbooks stand in, and those that a password protects.</summary>
    private static readonly byte[] Compound = [0xD0, 0xCF, 0x11, 0xE0];

    private readonly Workbook? workbook;

    private SheetFile(Workbook? workbook, IReadOnlyList<ISheet> sheets) => (this.workbook, Sheets) = (workbook, sheets);

    public IReadOnlyList<ISheet> Sheets { get; }

    /// <param name="file">Its position is moved; it must stay open as long as this.</param>
    /// <param name="contentType">What the sender calls it.</param>
    public static SheetFile Open(Stream file, string? contentType)
    {
        Span<byte> start = stackalloc byte[Compound.Length];
        file.Position = 0;
        start = start[..file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        file.Position = 0;
        if (start.StartsWith(Zip) || IsWorkbook(contentType))
        {
            var workbook = Workbook.Open(file);
            return new SheetFile(workbook, workbook.Sheets);
        }

        return start.SequenceEqual(Compound)
            ? throw new SheetException(
                1,
                "the file is an old .xls workbook, or a password protects it: save it as .xlsx without a password, or as CSV UTF-8"
            )
            : new SheetFile(null, CsvSheet.Open(file));
    }

    public void Dispose() => workbook?.Dispose();

    private static bool IsWorkbook(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type)
        && (
            type.MediaType.Equals(Xlsx, StringComparison.OrdinalIgnoreCase)
            || type.MediaType.Equals(Xlsm, StringComparison.OrdinalIgnoreCase)
        );
}

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

/// <summary>What the cells of a column hold, where a file can tell. A CSV file holds the same as text.</summary>
internal enum CellKind
{
    Text,

    /// <summary>A day as YYYY-MM-DD.</summary>
    Day,

    /// <summary>A whole number.</summary>
    Number,
}
