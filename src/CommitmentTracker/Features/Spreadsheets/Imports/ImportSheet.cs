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

    /// <summary>Whether to do all of it and take it back, to see what it would do.</summary>
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
            .Takes(SheetFile.Csv, SheetFile.Xlsx, MediaTypes.AnyFile)
            .With(new RequestSizeLimitAttribute(MaxBodyBytes))
            .Under(Headings.Spreadsheets)
            .OnlyForKeepers()
            .Refuses(ErrorCode.ImportRejected);
    }

    /// <summary>Import a sheet of commitments or progress updates</summary>
    /// <remarks>
    /// CSV in UTF-8, with or without a byte order mark, or the first sheet of an XLSX workbook, up to 32 MiB: what the exports and
    /// templates give. The header names the columns, in any order; rows that are empty or begin with # are passed over. Commitments are
    /// created or changed by <c>code</c>, and a column that is left out stays as it is; progress updates are recorded as entered on the
    /// party's behalf, and one that is recorded already is not recorded again. All or nothing: with any error nothing is stored, and the
    /// answer names every one by row and column, up to 1,000. A dry run takes the same path and says the same. While a large sheet is
    /// stored, other changes wait or are told to try again.
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
                SheetFile.IsXlsx(HttpContext.Request.ContentType),
                kind,
                isDryRun,
                Caller.From(User).Name,
                cancellation
            )
        );
    }
}
