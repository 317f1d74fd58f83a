using System.Diagnostics.CodeAnalysis;

namespace CommitmentTracker.Features.Spreadsheets.Imports;

/// <summary>
/// The sheet of a file that is read, and the row that is its header. People keep instructions before their data, a title above it and old
/// data out of sight, so that the first sheet that can be seen and under whose columns rows can stand is meant.
/// </summary>
internal sealed record SheetChoice(ISheet Sheet, long HeaderRow, IReadOnlyList<string> NotRead)
{
    /// <summary>How many rows of each sheet may stand above the header.</summary>
    private const int MaxRowsAbove = 20;

    public static SheetChoice Of(SheetFile file, IReadOnlyList<SheetColumn> columns)
    {
        var seen = file.Sheets.Where(sheet => !sheet.IsHidden).Select(sheet => Look(sheet, columns)).ToList();
        if (seen.Count == 0)
        {
            throw new SheetException(1, "every sheet of the workbook is hidden: show the one to import");
        }

        // Of equals the first: MaxBy keeps it.
        var best = seen.MaxBy(look => (look.IsWhole, look.IsWhole ? 0 : look.Named))!;
        if (!best.IsWhole && file.Sheets.FirstOrDefault(sheet => sheet.IsHidden && Look(sheet, columns).IsWhole) is { } hidden)
        {
            throw new SheetException(1, $"the sheet {ImportedLine.Quoted(hidden.Name ?? "")}, whose header fits, is hidden: show it");
        }

        return best.Row == 0
            ? throw new SheetException(1, "the sheet is empty: its first row must name the columns")
            : new SheetChoice(
                best.Sheet,
                best.Row,
                [.. seen.Where(look => look != best && look is { IsWhole: true, Sheet.Name: not null }).Select(look => look.Sheet.Name!)]
            );
    }

    private static Glance Look(ISheet sheet, IReadOnlyList<SheetColumn> columns)
    {
        var best = new Glance(sheet, 0, 0, IsWhole: false);
        try
        {
            foreach (var line in sheet.Lines().Take(MaxRowsAbove + 1))
            {
                var named = SheetHeader.CountIn(line, columns);
                if (SheetHeader.IsWhole(line, columns))
                {
                    return new Glance(sheet, line.Number, named, IsWhole: true);
                }

                if (named > best.Named || (best.Row == 0 && line.Cells.Any(cell => !cell.IsEmpty)))
                {
                    best = new Glance(sheet, line.Number, named, IsWhole: false);
                }
            }
        }
        catch (SheetException) when (best.Row > 0)
        {
            // What is wrong further down is told when the sheet is read, if it is read.
        }
        catch (SheetException) when (sheet.Name is null)
        {
            // Under another separator it may be whole.
            return best with { Row = 1 };
        }

        return best;
    }

    private sealed record Glance(ISheet Sheet, long Row, int Named, bool IsWhole);
}

/// <summary>The columns that a sheet has, in its own order.</summary>
internal sealed class SheetHeader
{
    private readonly string[] names;

    private SheetHeader(string[] names, bool isComplete) => (this.names, IsComplete) = (names, isComplete);

    /// <summary>Whether the rows below can be told by it.</summary>
    public bool IsComplete { get; }

    /// <summary>How many of the columns the row names: by that a header is told from a title above it, and from another sheet's.</summary>
    public static int CountIn(SheetLine row, IReadOnlyList<SheetColumn> columns) =>
        row
            .Cells.Select(cell => CellText.Trimmed(cell.Text))
            .Intersect(columns.Select(column => column.Name), StringComparer.Ordinal)
            .Count();

    /// <summary>Whether the row names all that must be named.</summary>
    public static bool IsWhole(SheetLine row, IReadOnlyList<SheetColumn> columns) =>
        CountIn(row, [.. columns.Where(column => column.IsRequired)]) == columns.Count(column => column.IsRequired);

    public static SheetHeader Read(SheetLine row, IReadOnlyList<SheetColumn> columns, ImportErrors errors)
    {
        var names = row.Cells.Select(cell => CellText.Trimmed(cell.Text)).Reverse().SkipWhile(cell => cell.Length == 0).Reverse().ToArray();
        var known = columns.Select(column => column.Name).ToHashSet(StringComparer.Ordinal);
        var isComplete = true;
        foreach (var missing in columns.Where(column => column.IsRequired && !names.Contains(column.Name)))
        {
            errors.Add(row.Number, missing.Name, RowErrorCode.MissingColumn, "the header must name this column");
            isComplete = false;
        }

        foreach (var name in names.Where(name => name.Length > 0).GroupBy(name => name, StringComparer.Ordinal))
        {
            if (!known.Contains(name.Key))
            {
                errors.Add(
                    row.Number,
                    ImportedLine.Quoted(name.Key),
                    RowErrorCode.UnknownColumn,
                    $"is not a column: there are {string.Join(", ", known)}"
                );
            }

            if (name.Count() > 1)
            {
                errors.Add(row.Number, ImportedLine.Quoted(name.Key), RowErrorCode.RepeatedColumn, "the header names this column twice");
                isComplete = false;
            }
        }

        return new SheetHeader(names, isComplete);
    }

    /// <summary>The name of a column by its place from 0; null where it has none.</summary>
    public string? NameAt(int column) => column < names.Length && names[column].Length > 0 ? names[column] : null;

    /// <summary>The row with its cells by column. Spreadsheets leave out what is empty at its end; where no column has a name there must be nothing.</summary>
    public bool TryName(SheetLine row, ImportErrors errors, [NotNullWhen(true)] out ImportedLine? named)
    {
        named = null;
        if (row.Cells.Where((cell, at) => NameAt(at) is null && CellText.Trimmed(cell.Text).Length > 0).Any())
        {
            var message = $"the row has cells where the header names no column, among its {row.Cells.Count}: they must be empty";
            errors.Add(row.Number, null, RowErrorCode.MalformedRow, message);
            return false;
        }

        var cells = new Dictionary<string, string>(StringComparer.Ordinal);
        named = new ImportedLine(row.Number, cells, names, errors);
        for (var at = 0; at < names.Length; at++)
        {
            if (names[at].Length > 0)
            {
                var cell = at < row.Cells.Count ? row.Cells[at] : SheetCell.Empty;
                cells[names[at]] = CellText.Trimmed(cell.Text);
                if (cell.Fault is { } fault)
                {
                    named.Invalid(names[at], fault);
                }
            }
        }

        return true;
    }
}
