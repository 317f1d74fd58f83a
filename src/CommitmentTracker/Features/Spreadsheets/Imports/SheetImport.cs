namespace CommitmentTracker.Features.Spreadsheets.Imports;

/// <summary>Takes a sheet row by row: first to tell what it would do, and what is wrong with it, then to store that.</summary>
internal sealed class SheetImport(IRowImport import, ImportErrors errors)
{
    private const int MaxRows = 200_000;
    private const char Remark = '#';

    /// <summary>Reads the whole file, and stores nothing. What would change something is handed on as it comes.</summary>
    public async Task PlanAsync(
        Session session,
        SheetFile file,
        SheetPlan plan,
        Func<PlannedLine, Task> found,
        CancellationToken cancellation
    )
    {
        try
        {
            var choice = SheetChoice.Of(file, import.Columns);
            plan.Sheet = choice.Sheet.Name;
            foreach (var name in choice.NotRead)
            {
                plan.Warn(
                    new RowWarning
                    {
                        Row = 1,
                        Column = null,
                        Message =
                            $"the sheet {ImportedLine.Quoted(name)} has the same columns and was not read: import it as a file of its own",
                    }
                );
            }

            await ReadAsync(session, choice, plan, found, cancellation);
        }
        catch (SheetException fault)
        {
            errors.Add(fault.Row, null, RowErrorCode.MalformedSheet, fault.Message);
        }

        if (!errors.IsFull)
        {
            await import.FinishPlanAsync(session);
        }
    }

    /// <summary>Stores rows that were planned, by what is there now; what is wrong with them by now is noted.</summary>
    public async Task StoreAsync(WriteSession session, IEnumerable<PlannedLine> rows, SheetPlan plan)
    {
        foreach (var row in rows)
        {
            plan.Correct(row.Outcome, (await StoreAsync(session, row)).Outcome);
        }

        await import.FinishAsync(session);
    }

    public async Task<RowPlan> StoreAsync(WriteSession session, PlannedLine row)
    {
        var now = await PlanAsync(session, row);
        if (now.StoreAsync is { } storeAsync)
        {
            await storeAsync(session);
        }

        return now;
    }

    /// <summary>What the row would do now.</summary>
    public Task<RowPlan> PlanAsync(Session session, PlannedLine row) => import.PlanAsync(session, LineOf(row));

    /// <summary>Stores what of the row had to wait for all others.</summary>
    public Task FinishAsync(WriteSession session, PlannedLine row) => import.FinishAsync(session, LineOf(row));

    private ImportedLine LineOf(PlannedLine row) => new(row.Number, new Dictionary<string, string>(row.Cells), [.. row.Cells.Keys], errors);

    private async Task ReadAsync(
        Session session,
        SheetChoice choice,
        SheetPlan plan,
        Func<PlannedLine, Task> found,
        CancellationToken cancellation
    )
    {
        SheetHeader? header = null;
        var remarks = new HashSet<long>();
        var last = choice.HeaderRow;
        foreach (var line in choice.Sheet.Lines().SkipWhile(line => line.Number < choice.HeaderRow))
        {
            cancellation.ThrowIfCancellationRequested();
            if (header is null)
            {
                header = SheetHeader.Read(line, import.Columns, errors);
                if (!header.IsComplete)
                {
                    return;
                }
            }
            else if (IsRemark(line))
            {
                remarks.Add(line.Number);
            }
            else if (header.TryName(line, errors, out var named))
            {
                await PlanAsync(session, named, plan, found);
            }

            last = line.Number;
            if (errors.IsFull)
            {
                return;
            }
        }

        CheckMerged(choice, header, last, remarks);
    }

    private async Task PlanAsync(Session session, ImportedLine line, SheetPlan plan, Func<PlannedLine, Task> found)
    {
        var given = new Dictionary<string, string>(line.Cells, StringComparer.Ordinal);
        var row = await import.PlanAsync(session, line);
        plan.Add(row);
        if (plan.Rows > MaxRows)
        {
            throw new SheetException(line.Number, $"a sheet may hold at most {MaxRows} rows: import it in parts");
        }

        if (row.StoreAsync is not null && errors.IsEmpty)
        {
            await found(new PlannedLine(line.Number, row.Code, row.Version, row.Outcome, given));
        }
    }

    /// <summary>Merged cells show in every row what the file holds in one: that would be stored for one alone.</summary>
    private void CheckMerged(SheetChoice choice, SheetHeader? header, long last, HashSet<long> remarks)
    {
        foreach (var merged in choice.Sheet.Merged)
        {
            var row = Math.Max(merged.FirstRow, choice.HeaderRow + 1);
            while (row <= Math.Min(merged.LastRow, last) && remarks.Contains(row))
            {
                row++;
            }

            var name = Enumerable
                .Range(merged.FirstColumn, Math.Min(merged.LastColumn - merged.FirstColumn + 1, import.Columns.Count))
                .Select(column => header?.NameAt(column))
                .FirstOrDefault(each => each is not null);
            if (row <= Math.Min(merged.LastRow, last) && name is not null)
            {
                errors.Add(
                    row,
                    name,
                    RowErrorCode.InvalidValue,
                    "is merged with other cells: take them apart, and write into each what it shows"
                );
            }
        }
    }

    /// <summary>Rows without text, and those that begin with #, are for people.</summary>
    private static bool IsRemark(SheetLine row) =>
        row.Cells.All(cell => cell.Fault is null && CellText.Trimmed(cell.Text).Length == 0) || row.Cells[0].Text.StartsWith(Remark);
}
