using System.ComponentModel.DataAnnotations;
using CommitmentTracker.Domain;
using CommitmentTracker.Http;
using CommitmentTracker.Http.Access;
using CommitmentTracker.Http.Idempotency;
using CommitmentTracker.Http.Queries;
using CommitmentTracker.Spreadsheets;
using Microsoft.AspNetCore.Mvc;

namespace CommitmentTracker.Features.Spreadsheets.Imports;

internal sealed record ImportSheetQuery
{
    /// <summary>What the rows of the sheet are.</summary>
    /// <example>commitments</example>
    [Required]
    [FromQuery(Name = "of")]
    public OneOf<SheetKind>? Of { get; init; }

    /// <summary>Whether to do all of it and take it back, to see what it would do.</summary>
    [FromQuery(Name = "dryRun")]
    public Flag? DryRun { get; init; }
}

internal sealed class ImportSheet : IEndpoint
{
    public const int MaxBodyBytes = 32 * 1024 * 1024;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post("/imports", Handle)
            .Accepts<Stream>(SheetFile.Csv, SheetFile.Xlsx)
            .WithMetadata(new RequestSizeLimitAttribute(MaxBodyBytes))
            .IsOperation<ImportSheet>(Tags.Spreadsheets)
            .OnlyForKeepers()
            .Answers<ImportResource>()
            .Refuses(ErrorCode.ImportRejected);

    /// <summary>Import a sheet of commitments or progress updates</summary>
    /// <remarks>
    /// CSV in UTF-8, with or without a byte order mark, or the first sheet of an XLSX workbook, up to 32 MiB: what the exports and
    /// templates give. The header names the columns, in any order; rows that are empty or begin with # are passed over. Commitments are
    /// created or changed by <c>code</c>, and a column that is left out stays as it is; progress updates are recorded as entered on the
    /// party's behalf, and one that is recorded already is not recorded again. All or nothing: with any error nothing is stored, and the
    /// answer names every one by row and column, up to 1,000. A dry run takes the same path and says the same. While a large sheet is
    /// stored, other changes wait or are told to try again.
    /// </remarks>
    private static async Task<IResult> Handle(
        [AsParameters] ImportSheetQuery query,
        HttpRequest request,
        IdempotencyKey key,
        Caller caller,
        Sheets sheets,
        CancellationToken cancellation
    )
    {
        await using var body = await SpooledBody.ReceiveAsync(request.Body, cancellation);
        var kind = query.Of!.Value;
        var isDryRun = query.DryRun?.Value ?? false;
        return await sheets.AnswerAsync(key, body, SheetFile.IsXlsx(request.ContentType), kind, isDryRun, caller.Name, cancellation);
    }
}
