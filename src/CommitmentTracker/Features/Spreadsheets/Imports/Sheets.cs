namespace CommitmentTracker.Features.Spreadsheets.Imports;

/// <summary>
/// Carries out imports. A file is read, checked and compared to its end beside the writer, against one view of the database; only then is
/// what would change something stored, and looked at again where it has changed meanwhile.
/// </summary>
internal sealed class Sheets(Store store, Creations creations, ReportingClock clock, RowImports imports, LargeImports large) : IDisposable
{
    /// <summary>How many files are read at once: each may take a processor for seconds and some memory.</summary>
    private const int AtOnce = 2;

    private readonly SemaphoreSlim reading = new(AtOnce, AtOnce);

    public async Task<IResult> AnswerAsync(
        IdempotencyKey key,
        SpooledBody body,
        string? contentType,
        SheetKind kind,
        bool isDryRun,
        string actor,
        CancellationToken cancellation
    )
    {
        var import = new LaidImport
        {
            ImportId = Guid.CreateVersion7(clock.Now).ToString(),
            Kind = EnumCode.Of(kind),
            Actor = actor,
            Today = Stored.Day(clock.Today),
        };
        await using var rows = new FoundRows(import, isDryRun, large, cancellation);
        var (plan, errors) = await PlanAsync(import, body.FromTheStart(), contentType, rows, cancellation);
        if (!errors.IsEmpty)
        {
            return Answer.Refused(errors.ToRefusal(plan.Sheet));
        }

        if (isDryRun)
        {
            return Answer.Ok(plan.Told(isDryRun));
        }

        await rows.EndAsync();
        var answer = await creations.AnswerDoneAsync(
            key,
            new { kind, body.Digest },
            session => rows.IsLaid ? AcceptAsync(session, import, plan, rows) : StoreAsync(session, import, plan, rows.Kept),
            cancellation
        );
        if (rows.IsAccepted)
        {
            await large.CarryOutAsync();
        }

        return answer;
    }

    public void Dispose() => reading.Dispose();

    private async Task<(SheetPlan Plan, ImportErrors Errors)> PlanAsync(
        LaidImport import,
        Stream body,
        string? contentType,
        FoundRows rows,
        CancellationToken cancellation
    )
    {
        var (plan, errors) = (new SheetPlan(), new ImportErrors());
        await reading.WaitAsync(cancellation);
        try
        {
            using var file = SheetFile.Open(body, contentType);
            await store.ReadAsync(
                async session =>
                {
                    session.KeepWhatIsRead();
                    var sheet = await imports.OfAsync(session, import, errors);
                    await sheet.PlanAsync(session, file, plan, rows.AddAsync, cancellation);
                    return true;
                },
                cancellation
            );
        }
        catch (SheetException fault)
        {
            errors.Add(fault.Row, null, Domain.RowErrorCode.MalformedSheet, fault.Message);
        }
        finally
        {
            reading.Release();
        }

        return (plan, errors);
    }

    private async Task<Result<ImportResource>> StoreAsync(
        WriteSession session,
        LaidImport import,
        SheetPlan plan,
        IReadOnlyList<PlannedLine> rows
    )
    {
        var errors = new ImportErrors();
        var sheet = await imports.OfAsync(session, import, errors);
        await sheet.StoreAsync(session, rows, plan);
        return errors.IsEmpty ? plan.Told(isDryRun: false) : errors.ToRefusal(plan.Sheet);
    }

    private async Task<Result<ImportResource>> AcceptAsync(WriteSession session, LaidImport import, SheetPlan plan, FoundRows rows)
    {
        var accepted = await large.AcceptAsync(session, import, plan, rows.Laid);
        rows.IsAccepted = accepted.Succeeded(out _, out _);
        return accepted;
    }
}
