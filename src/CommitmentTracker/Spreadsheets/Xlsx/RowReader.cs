namespace CommitmentTracker.Spreadsheets.Xlsx;

/// <summary>Reads the cells of a row as what a person sees in them.</summary>
internal sealed class RowReader(PartReader part, Workbook workbook)
{
    /// <summary>As many as a spreadsheet has columns, formatted empty ones among them.</summary>
    private const int MaxCells = 16_384;

    /// <summary>What stands further to the right is kept in the column behind the last: that there is something, and nothing more.</summary>
    private const int MaxColumns = 200;
    private const int MaxTextLength = 32_767;

    private readonly List<SheetCell> cells = [];

    public IReadOnlyList<SheetCell> Cells => [.. cells];

    /// <summary>From the start of a row to its end.</summary>
    public void Read()
    {
        cells.Clear();
        if (part.IsEmptyElement)
        {
            return;
        }

        var (depth, read, column) = (part.Depth, 0, -1);
        while (part.Read() && part.Depth > depth)
        {
            if (!part.IsElement || part.Name != "c")
            {
                continue;
            }

            if (++read > MaxCells)
            {
                throw new SheetException(1, $"a row may have at most {MaxCells} cells");
            }

            column = CellRange.ColumnOf(part.Attribute("r")) ?? column + 1;
            Put(Math.Min(column, MaxColumns), Cell());
        }
    }

    private void Put(int column, SheetCell cell)
    {
        if (cell.IsEmpty)
        {
            return;
        }

        while (cells.Count <= column)
        {
            cells.Add(SheetCell.Empty);
        }

        cells[column] = cell;
    }

    private SheetCell Cell()
    {
        var (type, style) = (part.Attribute("t"), part.Attribute("s"));
        var (value, inline, isFormula) = ("", (string?)null, false);
        if (!part.IsEmptyElement)
        {
            var depth = part.Depth;
            while (part.Read() && part.Depth > depth)
            {
                if (!part.IsElement)
                {
                    continue;
                }

                switch (part.Name)
                {
                    case "f":
                        isFormula = true;
                        break;
                    case "v":
                        value = Value();
                        break;
                    case "is":
                        inline = part.ReadString();
                        break;
                }
            }
        }

        var shown = type switch
        {
            "s" => SharedAt(value),
            "inlineStr" => new SheetCell(inline ?? ""),
            "str" => new SheetCell(EscapedText.Read(value)),
            "b" => new SheetCell(
                value == "1" ? "TRUE"
                : value == "0" ? "FALSE"
                : ""
            ),
            "d" => new SheetCell(value.EndsWith("T00:00:00", StringComparison.Ordinal) ? value[..^"T00:00:00".Length] : value),
            "e" => new SheetCell("", $"holds the error {(value.Length <= 20 ? value : "of a formula")}"),
            _ when isFormula && value.Length == 0 => new SheetCell(
                "",
                "holds a formula without its value: open the file in a spreadsheet and save it"
            ),
            _ when value.Length == 0 => SheetCell.Empty,
            _ => double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                ? workbook.Styles.Of(style).Show(number, workbook.Epoch)
                : new SheetCell("", "holds no number that can be read"),
        };
        return shown.Text.Length <= MaxTextLength
            ? shown with
            {
                Text = CellText.Unguard(shown.Text),
            }
            : new SheetCell("", $"holds more than {MaxTextLength} characters, which no cell can");
    }

    /// <summary>A text may come in several nodes.</summary>
    private string Value()
    {
        if (part.IsEmptyElement)
        {
            return "";
        }

        var (depth, first, more) = (part.Depth, "", (StringBuilder?)null);
        while (part.Read() && part.Depth > depth)
        {
            if (part.IsText)
            {
                (first, more) = first.Length == 0 ? (part.Text, more) : (first, (more ?? new StringBuilder(first)).Append(part.Text));
                if (more?.Length > PartReader.MaxTextLength)
                {
                    throw Unpacking.TooLarge();
                }
            }
        }

        return more?.ToString() ?? first;
    }

    private SheetCell SharedAt(string index) =>
        int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at < workbook.Texts.Count
            ? new SheetCell(workbook.Texts[at])
            : throw new FormatException("There is no such shared string.");
}
