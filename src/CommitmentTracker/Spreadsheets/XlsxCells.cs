using System.Globalization;
using DocumentFormat.OpenXml.Spreadsheet;

namespace CommitmentTracker.Spreadsheets;

/// <summary>Reads cells as the text that a person sees.</summary>
internal sealed class XlsxCells(IReadOnlyList<string> shared, XlsxFormats formats)
{
    private const int MaxColumns = 200;

    /// <summary>Puts the cell's text where its column is in the row; cells that are left out are empty.</summary>
    public void AddTo(List<string> row, Cell cell, long number)
    {
        var text = CellText.Unguard(TextOf(cell, number));
        var column = ColumnOf(cell.CellReference?.Value) ?? row.Count;
        if (column >= MaxColumns && text.Length > 0)
        {
            throw new SheetException(number, $"a row may have at most {MaxColumns} cells");
        }

        if (column >= row.Count && column < MaxColumns)
        {
            row.AddRange(Enumerable.Repeat("", column - row.Count));
            row.Add(text);
        }
    }

    private string TextOf(Cell cell, long number)
    {
        var value = cell.CellValue?.Text;
        if (cell.CellFormula is not null && string.IsNullOrEmpty(value) && cell.DataType?.Value != CellValues.String)
        {
            throw new SheetException(number, $"cell {cell.CellReference?.Value} holds a formula without its value: open and save the file");
        }

        // The library's types are no constants, so that a switch cannot name them.
        if (cell.DataType?.Value is not { } type)
        {
            return Number(value, cell.StyleIndex?.Value ?? 0);
        }

        return type == CellValues.SharedString ? SharedAt(value)
            : type == CellValues.InlineString ? (cell.InlineString is { } inline ? XlsxTexts.Of(inline) : "")
            : type == CellValues.String ? XlsxTexts.Unescaped(value ?? "")
            : type == CellValues.Boolean ? (value == "1" ? "TRUE" : "FALSE")
            : type == CellValues.Date ? (value ?? "").Split('T')[0]
            : type == CellValues.Error ? throw new SheetException(number, $"cell {cell.CellReference?.Value} holds the error {value}")
            : Number(value, cell.StyleIndex?.Value ?? 0);
    }

    private string SharedAt(string? index) =>
        int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at < shared.Count
            ? shared[at]
            : throw new FormatException("There is no such shared string.");

    private string Number(string? value, uint style)
    {
        if (string.IsNullOrEmpty(value))
        {
            return "";
        }

        var number = double.Parse(value, NumberStyles.Float, CultureInfo.InvariantCulture);
        return formats.IsDate(style) ? formats.Day(number)
            : formats.IsPercent(style) ? (number * 100).ToString("0.##", CultureInfo.InvariantCulture) + "%"
            : number.ToString("R", CultureInfo.InvariantCulture);
    }

    /// <summary>From 0; null without a reference, which says that the cell follows the one before it.</summary>
    private static int? ColumnOf(string? reference)
    {
        var column = 0;
        foreach (var letter in (reference ?? "").TakeWhile(char.IsAsciiLetterUpper).Take(4))
        {
            column = (column * 26) + letter - 'A' + 1;
        }

        return column == 0 ? null : column - 1;
    }
}
