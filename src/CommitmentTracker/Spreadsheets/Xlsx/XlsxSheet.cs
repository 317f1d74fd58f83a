namespace CommitmentTracker.Spreadsheets.Xlsx;

/// <summary>A sheet of a workbook, row by row.</summary>
internal sealed class XlsxSheet(Workbook workbook, string path, string name, bool isHidden) : ISheet
{
    private const int MaxLines = 1024 * 1024;
    private const int MaxMerged = 10_000;

    private readonly List<MergedCells> merged = [];

    public string? Name => name;

    public bool IsHidden => isHidden;

    public IReadOnlyList<MergedCells> Merged => merged;

    public IEnumerable<SheetLine> Lines()
    {
        merged.Clear();
        using var part = Damage.Named(1, () => workbook.Part(path));
        var row = new RowReader(part, workbook);
        var number = 0L;
        for (var lines = 0; Damage.Named(number + 1, () => Next(part, row, ref number)); lines++)
        {
            yield return lines < MaxLines
                ? new SheetLine(number, row.Cells)
                : throw new SheetException(number, "a sheet has at most 1,048,576 rows");
        }
    }

    /// <summary>Reads on to the end of the next row; behind the last one, what is merged.</summary>
    private bool Next(PartReader part, RowReader row, ref long number)
    {
        while (part.Read())
        {
            if (part.IsElement && part.Name == "row")
            {
                number = part.Attribute("r") is { } given ? After(number, given) : number + 1;
                row.Read();
                return true;
            }

            if (part.IsElement && part.Name == "mergeCell" && CellRange.Read(part.Attribute("ref")) is { } range)
            {
                merged.Add(merged.Count < MaxMerged ? range : throw Unpacking.TooLarge());
            }
        }

        return false;
    }

    /// <summary>Rows stand in order, each once.</summary>
    private static long After(long number, string given) =>
        long.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var next) && next > number && next <= MaxLines
            ? next
            : throw new FormatException("The rows are not in order.");
}

/// <summary>The texts that the cells of a workbook share.</summary>
internal static class SharedTexts
{
    /// <summary>Each text costs some memory of its own, though it be empty.</summary>
    private const int CharactersOfEach = 16;
    private const long MaxCharacters = 32L * 1024 * 1024;

    public static IReadOnlyList<string> Read(PartReader? part)
    {
        var texts = new List<string>();
        var characters = 0L;
        using (part)
        {
            while (part?.Read() == true)
            {
                if (part.IsElement && part.Name == "si")
                {
                    texts.Add(part.ReadString());
                    characters += texts[^1].Length + CharactersOfEach;
                    if (characters > MaxCharacters)
                    {
                        throw Unpacking.TooLarge();
                    }
                }
            }
        }

        return texts;
    }
}
