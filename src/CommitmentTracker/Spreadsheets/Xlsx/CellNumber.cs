using System.Globalization;

namespace CommitmentTracker.Spreadsheets.Xlsx;

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
