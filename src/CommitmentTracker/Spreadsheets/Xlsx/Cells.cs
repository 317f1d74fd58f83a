using System.Text.RegularExpressions;
using System.Xml;

namespace CommitmentTracker.Spreadsheets.Xlsx;

/// <summary>The letters of columns.</summary>
internal static class CellColumns
{
    /// <param name="column">From 0.</param>
    public static string LetterOf(int column) =>
        column < 26 ? ((char)('A' + column)).ToString() : LetterOf((column / 26) - 1) + LetterOf(column % 26);
}

/// <summary>Reads references such as B7 and B7:C9.</summary>
internal static class CellRange
{
    private const int MostLetters = 3;

    public static MergedCells? Read(string? reference) =>
        reference?.Split(':') is [var first, var last] && At(first) is var (row, column) && At(last) is var (toRow, toColumn)
            ? new MergedCells(row, toRow, column, toColumn)
            : null;

    /// <summary>The column from 0; null without a reference, which says that the cell follows the one before it.</summary>
    public static int? ColumnOf(ReadOnlySpan<char> reference)
    {
        var (column, at) = (0, 0);
        for (; at < reference.Length && at < MostLetters && char.IsAsciiLetterUpper(reference[at]); at++)
        {
            column = (column * 26) + reference[at] - 'A' + 1;
        }

        return column == 0 ? null : column - 1;
    }

    private static (long Row, int Column)? At(string reference) =>
        ColumnOf(reference) is { } column
        && long.TryParse(
            reference.TrimStart([.. "ABCDEFGHIJKLMNOPQRSTUVWXYZ"]),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var row
        )
            ? (row, column)
            : null;
}

/// <summary>The number that a cell holds where it shows a day or a number.</summary>
internal static class CellNumber
{
    /// <summary>The format under which a day shows as it does in a CSV file.</summary>
    public const string DayFormat = "yyyy-mm-dd";

    /// <summary>Before this day programs count differently.</summary>
    private static readonly DateOnly First = new(1900, 3, 1);
    private static readonly DateOnly DayZero = new(1899, 12, 30);

    /// <summary>Null of what is no day or number, and can only be shown as the text that it is.</summary>
    public static long? Of(CellKind kind, string cell) =>
        kind switch
        {
            CellKind.Day => OfDay(cell),
            CellKind.Number => OfNumber(cell),
            _ => null,
        };

    public static long OfDay(DateOnly day) => day.DayNumber - DayZero.DayNumber;

    private static long? OfDay(string cell) =>
        DateOnly.TryParseExact(cell, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day >= First
            ? OfDay(day)
            : null;

    private static long? OfNumber(string cell) =>
        long.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= int.MaxValue ? number : null;
}

/// <summary>XLSX writes what XML cannot hold as _xHHHH_.</summary>
internal static partial class EscapedText
{
    /// <summary>Half a character, which is no Unicode, becomes U+FFFD.</summary>
    public static string Read(string text) =>
        text.Contains("_x", StringComparison.Ordinal) ? WellFormed(Escape().Replace(text, Unescaped)) : text;

    /// <summary>What would read as an escape is escaped itself.</summary>
    public static string Write(string text)
    {
        var escaped = text.Contains("_x", StringComparison.Ordinal) ? Escape().Replace(text, match => "_x005F" + match.Value) : text;
        return escaped.All(XmlConvert.IsXmlChar) ? escaped : string.Concat(escaped.EnumerateRunes().Select(Written));
    }

    private static string Written(Rune rune) =>
        rune.IsBmp && !XmlConvert.IsXmlChar((char)rune.Value) ? $"_x{rune.Value:X4}_" : rune.ToString();

    private static string Unescaped(Match escape) => ((char)Convert.ToUInt16(escape.Groups[1].Value, 16)).ToString();

    private static string WellFormed(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    [GeneratedRegex("_x([0-9A-Fa-f]{4})_", RegexOptions.NonBacktracking)]
    private static partial Regex Escape();
}
