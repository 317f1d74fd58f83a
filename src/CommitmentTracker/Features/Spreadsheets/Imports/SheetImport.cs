using CommitmentTracker.Database;
using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;
using CommitmentTracker.Spreadsheets;

namespace CommitmentTracker.Features.Spreadsheets.Imports;

/// <summary>Takes a sheet row by row; with any error, none of it.</summary>
internal sealed class SheetImport<T>(T import, ImportErrors errors, CancellationToken cancellation)
    where T : IRowImport
{
    private const int MaxRows = 200_000;
    private const char Remark = '#';

    private readonly Dictionary<RowOutcome, long> outcomes = Enum.GetValues<RowOutcome>().ToDictionary(each => each, _ => 0L);

    public async Task<Result<ImportResource>> RunAsync(WriteSession session, IEnumerable<SheetLine> sheet, bool isDryRun)
    {
        try
        {
            await ReadAsync(session, sheet);
        }
        catch (SheetException fault)
        {
            errors.Add(fault.Row, null, RowErrorCode.MalformedSheet, fault.Message);
        }

        if (!errors.IsFull)
        {
            await import.FinishAsync(session);
        }

        return errors.IsEmpty ? Outcome(isDryRun) : errors.ToRefusal();
    }

    private async Task ReadAsync(WriteSession session, IEnumerable<SheetLine> sheet)
    {
        SheetHeader? header = null;
        foreach (var row in sheet)
        {
            cancellation.ThrowIfCancellationRequested();
            if (header is null)
            {
                header = SheetHeader.Read(row, T.Columns, errors);
                if (!header.IsComplete)
                {
                    return;
                }
            }
            else if (!IsRemark(row) && header.TryName(row, errors, out var named))
            {
                await TakeAsync(session, named);
            }

            if (errors.IsFull)
            {
                return;
            }
        }

        if (header is null)
        {
            throw new SheetException(1, "the sheet is empty: its first row must name the columns");
        }
    }

    private async Task TakeAsync(WriteSession session, ImportedLine row)
    {
        outcomes[await import.ImportAsync(session, row)]++;
        if (outcomes.Values.Sum() > MaxRows)
        {
            throw new SheetException(row.Number, $"a sheet may hold at most {MaxRows} rows: import it in parts");
        }
    }

    /// <summary>Rows without text, and those that begin with #, are for people.</summary>
    private static bool IsRemark(SheetLine row) => row.Cells.All(string.IsNullOrWhiteSpace) || row.Cells[0].StartsWith(Remark);

    private ImportResource Outcome(bool isDryRun) =>
        new()
        {
            DryRun = isDryRun,
            Rows = outcomes.Values.Sum(),
            Created = outcomes[RowOutcome.Created],
            Changed = outcomes[RowOutcome.Changed],
            Unchanged = outcomes[RowOutcome.Unchanged],
            Errors = [],
        };
}
