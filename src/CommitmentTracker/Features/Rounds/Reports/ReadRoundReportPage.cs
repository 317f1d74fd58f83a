using CommitmentTracker.Database;
using CommitmentTracker.Database.Rounds;
using CommitmentTracker.Domain;
using CommitmentTracker.Http;
using CommitmentTracker.Http.Access;

namespace CommitmentTracker.Features.Rounds.Reports;

internal sealed class ReadRoundReportPage : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/rounds/{code}/report.html", Handle)
            .IsOperation<ReadRoundReportPage>(Tags.Rounds)
            .OpenToReaders()
            .Produces<string>(StatusCodes.Status200OK, "text/html")
            .Refuses(ErrorCode.NotFound, ErrorCode.RoundNotClosed);

    /// <summary>Read the report of a closed round as a page to print</summary>
    /// <remarks>Rendered from the frozen report alone: one page with all in it, no script, nothing loaded from elsewhere.</remarks>
    /// <param name="code">The round's code.</param>
    private static async Task<IResult> Handle(string code, Store store, HttpResponse response, CancellationToken cancellation)
    {
        var result = await store.ReadAsync(session => RoundReports.FindAsync(session, code), cancellation);
        if (!result.Succeeded(out var bytes, out var refusal))
        {
            return Answer.Refused(refusal);
        }

        response.Headers.ContentSecurityPolicy = ReportStyle.Policy;
        return Answer.Text(ReportPage.Of(FrozenReport.Parse(bytes), RoundReports.DigestOf(bytes)), "text/html");
    }
}
