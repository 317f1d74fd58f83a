using System.Globalization;

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
