using CommitmentTracker.Clock;
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
    private static Task<IResult> Handle(
        string code,
        [AsParameters] AsOfQuery query,
        Caller caller,
        CommitmentReads reads,
        ReportingClock clock,
        CancellationToken cancellation
    ) =>
        reads.AnswerAsync(
            code,
            caller,
            async (session, stored) =>
                (Result<CommitmentResource>)await CommitmentAnswers.AssembleAsync(session, stored, clock.On(query.AsOf?.Value)),
            cancellation
        );
}
