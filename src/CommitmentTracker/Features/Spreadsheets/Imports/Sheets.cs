using CommitmentTracker.Clock;
using CommitmentTracker.Database;
using CommitmentTracker.Domain;
using CommitmentTracker.Http;
using CommitmentTracker.Http.Idempotency;
using CommitmentTracker.Spreadsheets;
using FluentValidation;

namespace CommitmentTracker.Features.Spreadsheets.Imports;

/// <summary>Carries out an import in one transaction, and a dry run in one that is taken back.</summary>
internal sealed class Sheets(
    Store store,
    Creations creations,
    ReportingClock clock,
    CommitmentRules commitments,
    IValidator<ReportProgressRequest> progressUpdates
)
{
    public async Task<IResult> AnswerAsync(
        IdempotencyKey key,
        SpooledBody body,
        bool isXlsx,
        SheetKind kind,
        bool isDryRun,
        string actor,
        CancellationToken cancellation
    )
    {
        Task<Result<ImportResource>> ImportAsync(WriteSession session) =>
            RunAsync(session, SheetFile.Read(body.FromTheStart(), isXlsx), kind, isDryRun, actor, cancellation);

        if (!isDryRun)
        {
            return await creations.AnswerDoneAsync(key, new { kind, body.Digest }, ImportAsync, cancellation);
        }

        // What is taken back needs no key against being done twice.
        var result = await store.RehearseAsync(ImportAsync, cancellation);
        return result.Succeeded(out var rehearsed, out var refusal) ? Answer.Ok(rehearsed) : Answer.Refused(refusal);
    }

    private async Task<Result<ImportResource>> RunAsync(
        WriteSession session,
        IEnumerable<SheetLine> sheet,
        SheetKind kind,
        bool isDryRun,
        string actor,
        CancellationToken cancellation
    )
    {
        var errors = new ImportErrors();
        if (kind == SheetKind.Commitments)
        {
            var import = new CommitmentImport(commitments, await Parties.LoadAsync(session), actor);
            return await new SheetImport<CommitmentImport>(import, errors, cancellation).RunAsync(session, sheet, isDryRun);
        }

        var updates = new ProgressUpdateImport(progressUpdates, clock, actor);
        return await new SheetImport<ProgressUpdateImport>(updates, errors, cancellation).RunAsync(session, sheet, isDryRun);
    }
}
