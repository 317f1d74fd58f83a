using CommitmentTracker.Spreadsheets;

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
