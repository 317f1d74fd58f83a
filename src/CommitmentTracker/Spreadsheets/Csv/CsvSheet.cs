using CsvHelper;

namespace CommitmentTracker.Spreadsheets.Csv;

/// <summary>
/// A CSV file with one separator. Spreadsheets write the separator of their country, a semicolon where the comma is in numbers, and none
/// says which: the one under which the header fits is right.
/// </summary>
internal sealed class CsvSheet(Stream file, Encoding encoding, char separator) : ISheet
{
    private const int MaxRowCharacters = 1024 * 1024;
    private const int MaxCells = 16_384;

    /// <summary>Most likely first.</summary>
    private static readonly char[] Separators = [',', ';', '\t'];

    public string? Name => null;

    public bool IsHidden => false;

    public IReadOnlyList<MergedCells> Merged => [];

    public static IReadOnlyList<ISheet> Open(Stream file)
    {
        var encoding = TextEncoding.Of(file);
        return [.. Separators.Select(separator => new CsvSheet(file, encoding, separator))];
    }

    public IEnumerable<SheetLine> Lines()
    {
        var skipped = HasRemarkOnSeparator() ? 1 : 0;
        using var text = Open();
        if (skipped > 0)
        {
            text.ReadLine();
        }

        using var reader = CsvReader.Create(
            text,
            // Strict, and with the header and empty lines counted, so that the numbers of the rows are those that a spreadsheet shows.
            new CsvReaderOptions
            {
                Separator = separator,
                HasHeader = false,
                SkipEmptyLines = false,
                MaxRecordSize = MaxRowCharacters,
                MalformedData = CsvMalformedDataHandling.Throw,
            }
        );
        while (Next(reader, skipped))
        {
            yield return new SheetLine(reader.RowNumber + skipped, Cells(reader, skipped));
        }
    }

    private SheetCell[] Cells(CsvReader reader, int skipped)
    {
        var cells = reader.Current.ToArray();
        return cells.Length <= MaxCells
            ? Array.ConvertAll(cells, cell => new SheetCell(CellText.Unguard(Composed(cell))))
            : throw new SheetException(reader.RowNumber + skipped, $"a row may have at most {MaxCells} cells");
    }

    /// <summary>Windows-1258 writes a letter and its tone apart; everyone else writes one character.</summary>
    private string Composed(string cell) => encoding.CodePage == TextEncoding.Vietnamese ? cell.Normalize(NormalizationForm.FormC) : cell;

    /// <summary>Whether the file begins with <c>sep=;</c>: what Excel is told by it, and no row of the sheet.</summary>
    private bool HasRemarkOnSeparator()
    {
        using var text = Open();
        Span<char> start = stackalloc char[5];
        return text.ReadBlock(start) == start.Length && start.StartsWith("sep=") && text.Peek() is '\r' or '\n';
    }

    private StreamReader Open()
    {
        file.Position = 0;
        return new StreamReader(file, encoding, detectEncodingFromByteOrderMarks: false, leaveOpen: true);
    }

    private static bool Next(CsvReader reader, int skipped)
    {
        var next = reader.RowNumber + 1 + skipped;
        try
        {
            return reader.Read();
        }
        catch (CsvFormatException fault)
        {
            throw new SheetException(
                fault.RecordNumber > 0 ? fault.RecordNumber + skipped : next,
                "the quotes in the row do not match, or it is larger than 1 MiB",
                fault
            );
        }
        catch (DecoderFallbackException fault)
        {
            throw new SheetException(next, TextEncoding.Unknown, fault);
        }
    }
}
