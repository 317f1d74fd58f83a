using CommitmentTracker.Clock;
using CommitmentTracker.Database;
using CommitmentTracker.Database.Rounds;
using CommitmentTracker.Domain;
using CommitmentTracker.Http;
using CommitmentTracker.Http.Access;
using CommitmentTracker.Http.Queries;

namespace CommitmentTracker.Features.Rounds.Reports;

internal sealed class PreviewRoundReport : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/rounds/{code}/preview", Handle)
            .IsOperation<PreviewRoundReport>(Tags.Rounds)
            .OpenToReaders()
            .Answers<RoundReport>()
            .Refuses(ErrorCode.NotFound, ErrorCode.RoundClosed);

    /// <summary>Preview the report of an open round</summary>
    /// <remarks>What closing would freeze at this moment. It has an address of its own, so that nobody takes a preview for the report.</remarks>
    /// <param name="code">The round's code.</param>
    private static async Task<IResult> Handle(
        string code,
        [AsParameters] AsOfQuery query,
        Store store,
        ReportingClock clock,
        CancellationToken cancellation
    )
    {
        var day = clock.On(query.AsOf?.Value);
        var result = await store.ReadAsync(session => MakeAsync(session, code, day), cancellation);
        return result.Succeeded(out var report, out var refusal) ? Answer.Ok(report) : Answer.Refused(refusal);
    }

    private static async Task<Result<RoundReport>> MakeAsync(Session session, string code, ReportingDay day)
    {
        if (!(await RoundTable.FindAsync(session, code)).Succeeded(out var stored, out var refusal))
        {
            return refusal;
        }

        return stored.Record.RefusalWhenClosed is { } closed
            ? closed with
            {
                Detail = $"Round {stored.Record.Code} is closed: read its report.",
            }
            : await RoundReport.MakeAsync(session, stored.Record, day, closedAt: null);
    }
}
