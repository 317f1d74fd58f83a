using CommitmentTracker.Database;
using CommitmentTracker.Domain;
using CommitmentTracker.Http;
using CommitmentTracker.Http.Access;

namespace CommitmentTracker.Features.Rounds.Reports;

internal sealed class ReadRoundReportCsv : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/rounds/{code}/report.csv", Handle)
            .IsOperation<ReadRoundReportCsv>(Tags.Rounds)
            .OpenToReaders()
            .Produces<string>(StatusCodes.Status200OK, "text/csv")
            .Refuses(ErrorCode.NotFound, ErrorCode.RoundNotClosed);

    /// <summary>Read the report of a closed round as CSV</summary>
    /// <remarks>
    /// One row a commitment and party, and one for a commitment that nobody owns, rendered from the frozen report alone. UTF-8 with a byte
    /// order mark, as spreadsheets want it; a cell that would be a formula (<c>= + - @</c>, tab, carriage return) begins with an apostrophe.
    /// </remarks>
    /// <param name="code">The round's code.</param>
    private static async Task<IResult> Handle(string code, Store store, HttpResponse response, CancellationToken cancellation)
    {
        var result = await store.ReadAsync(session => FrozenReport.FindAsync(session, code), cancellation);
        if (!result.Succeeded(out var report, out var refusal))
        {
            return Answer.Refused(refusal);
        }

        response.Headers.ContentDisposition = $"attachment; filename=\"{report.Round.Code}.csv\"";
        return Answer.Text(ReportCsv.Of(report), "text/csv");
    }
}
