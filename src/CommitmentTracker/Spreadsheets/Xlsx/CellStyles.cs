namespace CommitmentTracker.Spreadsheets.Xlsx;

/// <summary>The formats of numbers by the number of the cell's style. Programs number their own formats as they like, from 164 on.</summary>
internal sealed class CellStyles
{
    /// <summary>More than any spreadsheet can have.</summary>
    private const int Max = 70_000;

    private readonly List<int> formatByStyle = [];
    private readonly Dictionary<int, string> codes = [];
    private readonly Dictionary<int, NumberFormat> formats = [];

    public static CellStyles Read(PartReader? part)
    {
        var styles = new CellStyles();
        var isInCells = false;
        using (part)
        {
            while (part?.Read() == true)
            {
                switch (part.Name)
                {
                    case "cellXfs":
                        isInCells = part.IsElement && !part.IsEmptyElement;
                        break;
                    case "xf" when part.IsElement && isInCells && styles.formatByStyle.Count < Max:
                        styles.formatByStyle.Add(Number(part.Attribute("numFmtId")));
                        break;
                    case "numFmt" when part.IsElement && styles.codes.Count < Max:
                        styles.codes[Number(part.Attribute("numFmtId"))] = part.Attribute("formatCode") ?? "";
                        break;
                }
            }
        }

        return styles;
    }

    public NumberFormat Of(string? style)
    {
        var format = Number(style) is var at && at < formatByStyle.Count ? formatByStyle[at] : 0;
        if (!formats.TryGetValue(format, out var known))
        {
            known = codes.TryGetValue(format, out var code) ? NumberFormat.Of(code) : NumberFormat.OfBuiltIn(format);
            formats.Add(format, known);
        }

        return known;
    }

    private static int Number(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}

/// <summary>
/// What a number shows under the format of its cell, as far as that can be told without a spreadsheet: a plain number, a percentage or a
/// day. A format that adds words, hides, scales or chooses by the value is told from the rest, so that nothing else than what a person saw
/// is taken. Read in one pass over the code, which a file may make as long and odd as it likes.
/// </summary>
internal sealed class NumberFormat
{
    private const int MaxLength = 255;
    private const int LongestQuote = 30;

    public static readonly NumberFormat General = new("General", FormatShape.General);

    private static readonly Dictionary<int, string> BuiltIn = new()
    {
        [1] = "0",
        [2] = "0.00",
        [3] = "#,##0",
        [4] = "#,##0.00",
        [9] = "0%",
        [10] = "0.00%",
        [11] = "0.00E+00",
        [12] = "# ?/?",
        [13] = "# ??/??",
        [18] = "h:mm AM/PM",
        [19] = "h:mm:ss AM/PM",
        [20] = "h:mm",
        [21] = "h:mm:ss",
        [22] = "d/m/yyyy h:mm",
        [32] = "h:mm",
        [33] = "h:mm:ss",
        [37] = "#,##0",
        [38] = "#,##0",
        [39] = "#,##0.00",
        [40] = "#,##0.00",
        [41] = "#,##0;-#,##0;\"-\"",
        [42] = "\"$\"#,##0",
        [43] = "#,##0.00;-#,##0.00;\"-\"",
        [44] = "\"$\"#,##0.00",
        [45] = "mm:ss",
        [46] = "[h]:mm:ss",
        [47] = "mm:ss",
        [48] = "##0.0E+0",
        [49] = "@",
    };

    private readonly string code;
    private readonly FormatShape shape;

    private NumberFormat(string code, FormatShape shape) => (this.code, this.shape) = (code, shape);

    /// <summary>The format of a number that the program itself has, not the workbook.</summary>
    public static NumberFormat OfBuiltIn(int id) =>
        id is (>= 14 and <= 17) or (>= 27 and <= 31) or (>= 34 and <= 36) or (>= 50 and <= 58) ? Of("yyyy-mm-dd")
        : BuiltIn.TryGetValue(id, out var code) ? Of(code)
        : General;

    public static NumberFormat Of(string code) => new(code, code.Length <= MaxLength ? FormatShape.Of(code) : FormatShape.Other);

    /// <param name="number">The number that the cell holds.</param>
    /// <param name="epoch">How many days the workbook's day 0 is after that of most.</param>
    public SheetCell Show(double number, int epoch)
    {
        if (!double.IsFinite(number))
        {
            return new SheetCell("", "holds no number that can be read");
        }

        return shape.Kind switch
        {
            FormatKind.General => new SheetCell(number.ToString("G15", CultureInfo.InvariantCulture)),
            FormatKind.Day => Day(number + epoch),
            FormatKind.Number when !shape.Chooses(number) && Math.Abs(number) < 1e15 => Number(number),
            _ => new SheetCell(
                "",
                $"shows its number in the format {(code.Length <= LongestQuote ? code : code[..LongestQuote] + "…")}, which the number alone does not tell: format the cell as text and write what it shows"
            ),
        };
    }

    private SheetCell Number(double number)
    {
        var shown = (decimal)number;
        for (var time = 0; time < shape.Percents; time++)
        {
            shown *= 100;
        }

        shown = Math.Round(shown, shape.Decimals, MidpointRounding.AwayFromZero);
        return new SheetCell(shown.ToString(shape.Pattern, CultureInfo.InvariantCulture) + new string('%', shape.Percents));
    }

    private SheetCell Day(double serial)
    {
        // Before day 61 programs count differently.
        var at = serial is >= 61 and < 2_958_466 ? DateTime.FromOADate(serial) : DateTime.MinValue;
        if (!DayRange.Holds(DateOnly.FromDateTime(at)))
        {
            return new SheetCell(
                "",
                $"holds the day with the number {serial.ToString("0.##", CultureInfo.InvariantCulture)}, and a day {DayRange.Rule}"
            );
        }

        // A time of day that is not shown is none; one that is shown is more than a day.
        var form = shape.ShowsTime && at.TimeOfDay != TimeSpan.Zero ? "yyyy-MM-dd HH:mm:ss" : "yyyy-MM-dd";
        return new SheetCell(at.ToString(form, CultureInfo.InvariantCulture));
    }
}
