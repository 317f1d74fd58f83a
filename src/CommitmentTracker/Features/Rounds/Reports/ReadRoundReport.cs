using CommitmentTracker.Database;
using CommitmentTracker.Database.Rounds;
using CommitmentTracker.Domain;
using CommitmentTracker.Http;
using CommitmentTracker.Http.Access;

namespace CommitmentTracker.Features.Rounds.Reports;

internal sealed class ReadRoundReport : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/rounds/{code}/report", Handle)
            .IsOperation<ReadRoundReport>(Tags.Rounds)
            .OpenToReaders()
            .Answers<RoundReport>()
            .Refuses(ErrorCode.NotFound, ErrorCode.RoundNotClosed);

    /// <summary>Read the report of a closed round</summary>
    /// <remarks>
    /// The very bytes that closing froze, with the SHA-256 that the round tells. They never change, also when a commitment in them is
    /// withdrawn or archived later: the report is a published document. Of an open round there is none: see its preview.
    /// </remarks>
    /// <param name="code">The round's code.</param>
    private static async Task<IResult> Handle(string code, Store store, CancellationToken cancellation)
    {
        var result = await store.ReadAsync(session => RoundReports.FindAsync(session, code), cancellation);
        return result.Succeeded(out var report, out var refusal) ? Answer.JsonBytes(report) : Answer.Refused(refusal);
    }
}
