using System.ComponentModel.DataAnnotations;
using CommitmentTracker.Domain;
using CommitmentTracker.Http;
using CommitmentTracker.Http.Access;
using CommitmentTracker.Http.Endpoints;
using CommitmentTracker.Http.Idempotency;
using CommitmentTracker.Http.Queries;
using CommitmentTracker.Spreadsheets;
using FastEndpoints;
using Microsoft.AspNetCore.Mvc;

namespace CommitmentTracker.Features.Spreadsheets.Imports;

internal sealed record ImportSheetInput
{
    public IdempotencyKey IdempotencyKey { get; init; } = null!;

    /// <summary>What the rows of the sheet are.</summary>
    /// <example>commitments</example>
    [Required]
    [QueryParam]
    public OneOf<SheetKind>? Of { get; init; }

    /// <summary>Whether to store nothing, to see what would change.</summary>
    [QueryParam]
    public Flag? DryRun { get; init; }
}

internal sealed class ImportSheet(Sheets sheets) : Endpoint<ImportSheetInput, ImportResource>
{
    public const int MaxBodyBytes = 32 * 1024 * 1024;

    public override void Configure()
    {
        Post("/imports");
        Definition
            .Takes(SheetFile.Csv, SheetFile.Xlsx, SheetFile.Xlsm, SheetFile.Excel, MediaTypes.AnyFile)
            .With(new RequestSizeLimitAttribute(MaxBodyBytes))
            .Under(Headings.Spreadsheets)
            .OnlyForKeepers()
            .Refuses(ErrorCode.ImportRejected);
    }

    /// <summary>Import a sheet of commitments or progress updates</summary>
    /// <remarks>
    /// CSV or an XLSX workbook, up to 32 MiB: what the exports and templates give, and what a spreadsheet makes of it. Which of both it
    /// is, its first bytes say. CSV may have commas, semicolons or tabs, and be in UTF-8, UTF-16 or Vietnamese Windows-1258. Of a workbook
    /// the first sheet is read that is not hidden and has the columns; the answer names it. The header names the columns, in any order,
    /// and may have a title above it; rows that are empty or begin with # are passed over, and so are blanks around what a cell says. What
    /// is stored is what a cell shows, or the cell is refused. Commitments are created or changed by <c>code</c>, and a column that is
    /// left out stays as it is; progress updates are recorded as entered on the party's behalf, and one that is recorded already is not
    /// recorded again; a row of them that tells no day and nothing but what the party reported last is passed over, with a warning. All or
    /// nothing: with any error nothing is stored, and the answer names every one by row and column, up to 1,000. A
    /// dry run says what would change, and stores nothing. A sheet that changes more than 500 records is stored in slices once it has been
    /// accepted whole: others write meanwhile, readers see it grow, and a change of a record that is still to come is told to try again.
    /// </remarks>
    public override async Task HandleAsync(ImportSheetInput input, CancellationToken cancellation)
    {
        await using var body = await SpooledBody.ReceiveAsync(HttpContext.Request.Body, cancellation);
        var kind = input.Of!.Value;
        var isDryRun = input.DryRun?.Value ?? false;
        await Send.ResultAsync(
            await sheets.AnswerAsync(
                input.IdempotencyKey,
                body,
                HttpContext.Request.ContentType,
                kind,
                isDryRun,
                Caller.From(User).Name,
                cancellation
            )
        );
    }
}
