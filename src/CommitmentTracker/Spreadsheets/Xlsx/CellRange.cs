using System.Globalization;

namespace CommitmentTracker.Spreadsheets.Xlsx;

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
