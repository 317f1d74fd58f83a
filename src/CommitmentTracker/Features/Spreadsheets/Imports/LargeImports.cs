using System.Diagnostics;

namespace CommitmentTracker.Features.Spreadsheets.Imports;

/// <summary>
/// Carries out sheets that one transaction would store too slowly for those who wait behind it: laid down in slices, accepted whole in one
/// short transaction, and stored in slices, between which others write.
/// </summary>
internal sealed class LargeImports(Store store, IEngine engine, RowImports imports, TimeProvider time) : IDisposable
{
    /// <summary>As many rows as one transaction stores in a few tenths of a second.</summary>
    public const int Slice = 500;

    /// <summary>With more than this changed by others meanwhile, the sheet is to be sent again.</summary>
    private const int MostStale = 1000;

    private const int RowsAtOnce = 40;

    /// <summary>How long one transaction takes rows, so that a write that waits for it waits no longer than it must.</summary>
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(200);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim carrying = new(1, 1);
    private readonly CancellationTokenSource ending = new();

    /// <summary>While it is held, nobody takes it for one that was left behind.</summary>
    public Task<IAsyncDisposable?> HoldAsync(string id, CancellationToken cancellation) =>
        engine.TryHoldAsync($"import {id}", cancellation);

    /// <summary>Lays down some more rows of an import, and begins it with the first of them.</summary>
    public Task LayAsync(LaidImport import, IReadOnlyList<PlannedLine> rows, bool isFirst, CancellationToken cancellation) =>
        WriteAsync(
            async session =>
            {
                if (isFirst)
                {
                    await ImportTable.BeginAsync(session, import);
                }

                await ImportTable.LayAsync(session, rows.Select(row => row.ToLaid(import.ImportId)));
                return true;
            },
            cancellation
        );

    /// <summary>
    /// Accepts what was laid down. Rows whose commitment has changed since they were checked are checked again; with a fault in one the
    /// whole sheet is refused.
    /// </summary>
    public async Task<Result<ImportResource>> AcceptAsync(WriteSession session, LaidImport import, SheetPlan plan, long count)
    {
        // Whoever lost the hold on it may have lost rows to another who took it for left behind: then the sheet is to be sent again.
        if (await ImportTable.CountAsync(session, import.ImportId) != count)
        {
            throw new StoreException(StoreFault.Busy);
        }

        var stale = await ImportTable.StaleAsync(session, import.ImportId, MostStale + 1);
        if (stale.Count > MostStale || await ImportTable.IsHeldByAnotherAsync(session, import.ImportId))
        {
            throw new StoreException(StoreFault.Busy);
        }

        var errors = new ImportErrors();
        var rows = await imports.OfAsync(session, import, errors);
        foreach (var laid in stale)
        {
            var isNew = laid.SeenVersion == 0 || import.Kind == EnumCode.Of(SheetKind.ProgressUpdates);
            var outcome = (await rows.PlanAsync(session, PlannedLine.From(laid, isAccepted: false))).Outcome;
            plan.Correct(isNew ? RowOutcome.Created : RowOutcome.Changed, outcome);
            if (outcome == RowOutcome.Unchanged)
            {
                await ImportTable.DoneAsync(session, laid);
            }
        }

        if (!errors.IsEmpty)
        {
            return errors.ToRefusal(plan.Sheet);
        }

        await ImportTable.AcceptAsync(session, import.ImportId);
        return plan.Told(isDryRun: false);
    }

    /// <summary>Stores all that was accepted, slice by slice, to the end. Where the store fails, it goes on by itself once the store is back.</summary>
    public async Task CarryOutAsync()
    {
        await carrying.WaitAsync(ending.Token);
        try
        {
            while (await StoreOneAsync()) { }
        }
        catch (StoreException)
        {
            _ = CarryOnAsync();
            throw;
        }
        finally
        {
            carrying.Release();
        }
    }

    private async Task<bool> StoreOneAsync()
    {
        try
        {
            return await WriteAsync(StoreSliceAsync, CancellationToken.None);
        }
        catch (StoreException fault) when (fault.Fault == StoreFault.Busy)
        {
            // It only waits behind many others.
            ending.Token.ThrowIfCancellationRequested();
            return true;
        }
    }

    private async Task CarryOnAsync()
    {
        try
        {
            await Task.Delay(Pause, time, ending.Token);
            await CarryOutAsync();
        }
        catch (Exception fault) when (fault is StoreException or OperationCanceledException)
        {
            // The next try is on its way, or the next start.
        }
    }

    /// <summary>Takes away what was laid down and not accepted.</summary>
    public async Task GiveUpAsync(string id)
    {
        while (await WriteAsync(async session => await ImportTable.DropRowsAsync(session, id, Slice) > 0, CancellationToken.None)) { }

        await WriteAsync(
            async session =>
            {
                await ImportTable.EndAsync(session, id);
                return true;
            },
            CancellationToken.None
        );
    }

    /// <summary>What a stop or a crash has left behind is carried out where it was accepted, and taken away where not.</summary>
    public async Task ResumeAsync()
    {
        foreach (var id in await store.ReadAsync(ImportTable.NotAcceptedAsync, CancellationToken.None))
        {
            await using var hold = await HoldAsync(id, CancellationToken.None);
            // Held by who is laying it down, it may have been accepted since it was read; who holds it now finds it as it stays.
            if (hold is not null && (await store.ReadAsync(ImportTable.NotAcceptedAsync, CancellationToken.None)).Contains(id))
            {
                await GiveUpAsync(id);
            }
        }

        await CarryOutAsync();
    }

    public void Dispose()
    {
        ending.Cancel();
        ending.Dispose();
        carrying.Dispose();
    }

    private async Task<Result<bool>> StoreSliceAsync(WriteSession session)
    {
        var began = Stopwatch.GetTimestamp();
        if (await ImportTable.NextAsync(session) is not { } import)
        {
            return false;
        }

        session.CarriesOutImport = true;
        var errors = new ImportErrors();
        var rows = await imports.OfAsync(session, import, errors);
        do
        {
            var some = await ImportTable.RowsAsync(session, import.ImportId, RowsAtOnce);
            if (some.Count == 0)
            {
                await ImportTable.EndAsync(session, import.ImportId);
                return true;
            }

            foreach (var laid in some)
            {
                await StoreAsync(session, rows, laid);
            }

            if (!errors.IsEmpty)
            {
                // It was checked, and nobody could change what it was checked against.
                throw new InvalidOperationException(
                    $"Row {some[0].RowNumber} or one behind it of import {import.ImportId} is no longer right."
                );
            }
        } while (Stopwatch.GetElapsedTime(began) < Turn);

        return true;
    }

    private static async Task StoreAsync(WriteSession session, SheetImport rows, LaidLine laid)
    {
        var row = PlannedLine.From(laid, isAccepted: true);
        if (laid.Step > 1)
        {
            await rows.FinishAsync(session, row);
        }
        else if ((await rows.StoreAsync(session, row)).NeedsAllRows)
        {
            await ImportTable.PutOffAsync(session, laid);
            return;
        }

        await ImportTable.DoneAsync(session, laid);
    }

    private async Task<bool> WriteAsync(Func<WriteSession, Task<Result<bool>>> write, CancellationToken cancellation) =>
        (await store.WriteAsync(write, cancellation)).Succeeded(out var more, out _) && more;
}
