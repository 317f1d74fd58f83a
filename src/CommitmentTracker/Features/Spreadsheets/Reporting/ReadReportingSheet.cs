using System.ComponentModel.DataAnnotations;
using CommitmentTracker.Clock;
using CommitmentTracker.Database;
using CommitmentTracker.Database.Rounds;
using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;
using CommitmentTracker.Features.Spreadsheets.Templates;
using CommitmentTracker.Http;
using CommitmentTracker.Http.Access;
using CommitmentTracker.Http.Endpoints;
using CommitmentTracker.Http.Queries;
using CommitmentTracker.Spreadsheets;
using CommitmentTracker.Tracker;
using FastEndpoints;

namespace CommitmentTracker.Features.Spreadsheets.Reporting;

internal sealed record ReadReportingSheetInput
{
    /// <summary>The round's code.</summary>
    [RouteParam]
    public string Code { get; init; } = "";

    /// <summary>The party that has still to report.</summary>
    /// <example>VN</example>
    [Required]
    [QueryParam, Names(Grouping.MemberState, Grouping.Body)]
    public Code? Party { get; init; }
}

internal sealed class ReadReportingSheet(Store store, LiveState live, ReportingClock clock) : Endpoint<ReadReportingSheetInput, Stream>
{
    public override void Configure()
    {
        Get("/rounds/{code}/sheet.xlsx");
        Definition
            .Under(Headings.Rounds)
            .OpenToReaders()
            .AnswersFile(isStreamed: false, SheetFile.Xlsx)
            .Refuses(ErrorCode.NotFound, ErrorCode.RoundClosed);
    }

    /// <summary>A sheet of what a party has still to report, as XLSX</summary>
    /// <remarks>
    /// One row for each commitment that <c>/rounds/{code}/reporting</c> names as <c>missing</c> of the party, with the commitment's title and
    /// the status and percentage that the party reported last. Whoever fills it in adds <c>asOf</c> and <c>narrative</c>, and leaves alone what
    /// is not reported on. <c>POST /imports</c> with <c>of=progressUpdates</c> takes the file as it is: rows that were left alone are passed
    /// over with a warning, and <c>title</c> is for people. Without any row there is nothing left to report.
    /// </remarks>
    public override async Task HandleAsync(ReadReportingSheetInput input, CancellationToken cancellation)
    {
        var party = input.Party!.Value;
        var state = await live.CurrentAsync(cancellation);
        var result = await store.ReadAsync(session => ReadAsync(session, state, input.Code, party, clock.On(null)), cancellation);
        await Send.ResultAsync(
            result.Succeeded(out var sheet, out var refusal)
                ? new BytesAnswer(XlsxTemplate.Write(sheet), SheetFile.Xlsx) { FileName = $"{input.Code}-{party}.xlsx" }
                : Answer.Refused(refusal)
        );
    }

    private static async Task<Result<SheetTemplate>> ReadAsync(
        Session session,
        TrackerState state,
        string code,
        string party,
        ReportingDay day
    )
    {
        if (!(await RoundTable.FindAsync(session, code)).Succeeded(out var stored, out var refusal))
        {
            return refusal;
        }

        var round = stored.Record;
        if (round.RefusalWhenClosed is { } closed)
        {
            return closed;
        }

        var records = await RoundRecords.LoadAsync(session, state, round, day);
        return ReportingSheet.Of(round, records.References.Parties[party], records, await AllowedLists.LoadAsync(session));
    }
}
