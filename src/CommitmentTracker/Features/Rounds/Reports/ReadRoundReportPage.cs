namespace CommitmentTracker.Features.Rounds.Reports;

internal sealed record ReadRoundReportPageInput
{
    /// <summary>The round's code.</summary>
    [RouteParam]
    public string Code { get; init; } = "";
}

internal sealed class ReadRoundReportPage(Store store) : Endpoint<ReadRoundReportPageInput, string>
{
    public override void Configure()
    {
        Get("/rounds/{code}/report.html");
        Definition.Under(Headings.Rounds).OpenToReaders().AnswersText("text/html").Refuses(ErrorCode.NotFound, ErrorCode.RoundNotClosed);
    }

    /// <summary>Read the report of a closed round as a page to print</summary>
    /// <remarks>Rendered from the frozen report alone: one page with all in it, no script, nothing loaded from elsewhere.</remarks>
    public override async Task HandleAsync(ReadRoundReportPageInput input, CancellationToken cancellation) =>
        await Send.ResultAsync(await AnswerAsync(input, cancellation));

    private async Task<IResult> AnswerAsync(ReadRoundReportPageInput input, CancellationToken cancellation)
    {
        var result = await store.ReadAsync(session => RoundReports.FindAsync(session, input.Code), cancellation);
        if (!result.Succeeded(out var bytes, out var refusal))
        {
            return Answer.Refused(refusal);
        }

        HttpContext.Response.Headers.ContentSecurityPolicy = ReportStyle.Policy;
        return Answer.Text(ReportPage.Of(FrozenReport.Parse(bytes), RoundReports.DigestOf(bytes)), "text/html");
    }
}
