using CommitmentTracker.Clock;
using CommitmentTracker.Database;
using CommitmentTracker.Database.ReferenceData;
using CommitmentTracker.Domain;
using CommitmentTracker.Http;
using CommitmentTracker.Http.Access;
using CommitmentTracker.Http.Queries;

namespace CommitmentTracker.Features.ReferenceData.Bodies;

internal sealed class ReadBody : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/bodies/{code}", Handle)
            .IsOperation<ReadBody>(Tags.ReferenceData)
            .OpenToReaders()
            .Answers<BodyResource>()
            .Refuses(ErrorCode.NotFound);

    /// <summary>Read an ASEAN body, with its totals</summary>
    /// <remarks>The <c>ETag</c> guards the record: send it as <c>If-Match</c> with a change.</remarks>
    /// <param name="code">The body's code.</param>
    private static async Task<IResult> Handle(
        string code,
        [AsParameters] AsOfQuery query,
        Store store,
        ReportingClock clock,
        CancellationToken cancellation
    )
    {
        var day = clock.On(query.AsOf?.Value);
        var result = await store.ReadAsync(
            async session => await BodyAnswers.AssembleAsync(session, await BodyTable.FindAsync(session, code), day),
            cancellation
        );
        return result.Succeeded(out var body, out var refusal) ? Answer.Ok(body, body.Version) : Answer.Refused(refusal);
    }
}
