using System.Globalization;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace CommitmentTracker.Spreadsheets;

/// <summary>Which numbers of a workbook are dates or percentages: their style alone says so.</summary>
internal sealed partial class XlsxFormats
{
    private const string DayForm = "yyyy-MM-dd";
    private const int DaysFrom1900To1904 = 1462;
    private const uint WholePercent = 9;
    private const uint Percent = 10;

    private readonly uint[] formats;
    private readonly Dictionary<uint, string> codes;
    private readonly int offset;

    public XlsxFormats(WorkbookPart book)
    {
        var sheet = book.WorkbookStylesPart?.Stylesheet;
        formats = [.. sheet?.CellFormats?.Elements<CellFormat>().Select(format => format.NumberFormatId?.Value ?? 0) ?? []];
        codes = [];
        foreach (var format in sheet?.NumberingFormats?.Elements<NumberingFormat>() ?? [])
        {
            codes[format.NumberFormatId?.Value ?? 0] = format.FormatCode?.Value ?? "";
        }

        offset = book.Workbook.WorkbookProperties?.Date1904?.Value == true ? DaysFrom1900To1904 : 0;
    }

    public bool IsDate(uint style) =>
        FormatOf(style) switch
        {
            (>= 14 and <= 22) or (>= 27 and <= 36) or (>= 45 and <= 47) or (>= 50 and <= 58) => true,
            var format when codes.TryGetValue(format, out var code) => Literals().Replace(code, "").AsSpan().IndexOfAny("yYdD") >= 0,
            _ => false,
        };

    public bool IsPercent(uint style) => FormatOf(style) is WholePercent or Percent;

    /// <summary>The day; with a time of day behind it where there is one, so that it is not lost unseen.</summary>
    public string Day(double number)
    {
        var at = DateTime.FromOADate(number + offset);
        return at.ToString(at.TimeOfDay == TimeSpan.Zero ? DayForm : $"{DayForm} HH:mm:ss", CultureInfo.InvariantCulture);
    }

    private uint FormatOf(uint style) => style < formats.Length ? formats[style] : 0;

    /// <summary>What of a format code is text, or a colour or locale in brackets.</summary>
    [GeneratedRegex("\"[^\"]*\"|\\[[^\\]]*\\]|\\\\.|_.", RegexOptions.NonBacktracking)]
    private static partial Regex Literals();
}
