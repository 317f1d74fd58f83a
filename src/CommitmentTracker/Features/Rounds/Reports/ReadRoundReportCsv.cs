namespace CommitmentTracker.Features.Rounds.Reports;

internal sealed record ReadRoundReportCsvInput
{
    /// <summary>The round's code.</summary>
    [RouteParam]
    public string Code { get; init; } = "";
}

internal sealed class ReadRoundReportCsv(Store store) : Endpoint<ReadRoundReportCsvInput, string>
{
    public override void Configure()
    {
        Get("/rounds/{code}/report.csv");
        Definition.Under(Headings.Rounds).OpenToReaders().AnswersText("text/csv").Refuses(ErrorCode.NotFound, ErrorCode.RoundNotClosed);
    }

    /// <summary>Read the report of a closed round as CSV</summary>
    /// <remarks>
    /// One row a commitment and party, and one for a commitment that nobody owns, rendered from the frozen report alone. UTF-8 with a byte
    /// order mark, as spreadsheets want it; a cell that would be a formula (<c>= + - @</c>, tab, carriage return) begins with an apostrophe.
    /// </remarks>
    public override async Task HandleAsync(ReadRoundReportCsvInput input, CancellationToken cancellation) =>
        await Send.ResultAsync(await AnswerAsync(input, cancellation));

    private async Task<IResult> AnswerAsync(ReadRoundReportCsvInput input, CancellationToken cancellation)
    {
        var result = await store.ReadAsync(session => FrozenReport.FindAsync(session, input.Code), cancellation);
        if (!result.Succeeded(out var report, out var refusal))
        {
            return Answer.Refused(refusal);
        }

        HttpContext.Response.Headers.ContentDisposition = $"attachment; filename=\"{report.Round.Code}.csv\"";
        return Answer.Text(ReportCsv.Of(report), "text/csv");
    }
}
