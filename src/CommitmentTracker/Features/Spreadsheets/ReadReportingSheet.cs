using System.ComponentModel.DataAnnotations;
using CommitmentTracker.Features.Spreadsheets.Templates;

namespace CommitmentTracker.Features.Spreadsheets;

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

/// <summary>What a party has still to report in a round, as a sheet to complete: one row a commitment.</summary>
internal static class ReportingSheet
{
    public static SheetTemplate Of(Round round, Party party, RoundRecords records, AllowedLists allowed)
    {
        var rows = records.MissingOf(party.Code).Select(Row).ToList();
        return new SheetTemplate("progress-updates", ProgressUpdateSheet.ColumnsToFillIn, rows, allowed)
        {
            Title = Title(round, party, rows.Count),
            // Not up to today: it is filled in some days later, and the import refuses what lies ahead then.
            Between = new Dictionary<string, (DateOnly From, DateOnly To)> { ["asOf"] = (round.From, round.To) },
        };
    }

    private static IReadOnlyList<string> Row(TrackedAssignment each)
    {
        var cells = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["commitment"] = each.Of.Code,
            [ProgressUpdateSheet.Title] = each.Of.Commitment.Title,
            ["party"] = each.Assignment.Party,
            ["status"] = ProgressUpdateSheet.StatusCell(each.Assignment),
            ["percent"] = ProgressUpdateSheet.PercentCell(each.Assignment),
        };
        return [.. ProgressUpdateSheet.ColumnsToFillIn.Select(column => cells.GetValueOrDefault(column.Name, ""))];
    }

    /// <summary>It begins with # like every remark.</summary>
    private static string Title(Round round, Party party, int rows) =>
        $"# {party.Name}, {round.Code}: "
        + (
            rows == 0
                ? "nothing is left to report."
                : $"fill in asOf (a day from {Stored.Day(round.From)} to {Stored.Day(round.To)}, not in the future), status and narrative; "
                    + $"or true as nilReturn where there is nothing to tell. Leave alone what you do not report on. To be in by {Stored.Day(round.ClosesOn)}."
        );
}
