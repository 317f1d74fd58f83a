using CommitmentTracker.Clock;
using CommitmentTracker.Database;
using CommitmentTracker.Database.Commitments;
using CommitmentTracker.Domain;
using CommitmentTracker.Http;
using CommitmentTracker.Http.Access;
using CommitmentTracker.Http.Queries;

namespace CommitmentTracker.Features.Commitments;

internal sealed class ReadCommitment : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/commitments/{code}", Handle)
            .IsOperation<ReadCommitment>(Tags.Commitments)
            .OpenToReaders()
            .Answers<CommitmentResource>()
            .Refuses(ErrorCode.NotFound, ErrorCode.Gone);

    /// <summary>Read a commitment</summary>
    /// <remarks>The <c>ETag</c> guards the record and everything under it: send it as <c>If-Match</c> with any change.</remarks>
    /// <param name="code">The commitment's code.</param>
    private static async Task<IResult> Handle(
        string code,
        [AsParameters] AsOfQuery query,
        Caller caller,
        Store store,
        ReportingClock clock,
        CancellationToken cancellation
    )
    {
        var result = await store.ReadAsync(
            async session =>
                await CommitmentAnswers.AssembleAsync(
                    session,
                    await Visibility.LoadVisibleAsync(session, code, caller.KeepsTheTracker),
                    clock.On(query.AsOf?.Value)
                ),
            cancellation
        );
        return result.Succeeded(out var commitment, out var refusal) ? Answer.Ok(commitment, commitment.Version) : Answer.Refused(refusal);
    }
}
