using CommitmentTracker.Clock;
using CommitmentTracker.Domain;
using CommitmentTracker.Http;
using CommitmentTracker.Http.Access;
using CommitmentTracker.Http.Queries;
using CommitmentTracker.ReadModel;

namespace CommitmentTracker.Features.Commitments;

internal sealed class ReadCommitment : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/commitments/{code}", Handle)
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
        LiveModel model,
        CommitmentReads reads,
        ReportingClock clock,
        CancellationToken cancellation
    )
    {
        var day = clock.On(query.AsOf?.Value);
        return await model.ReadAsync(day, state => Read(state, code), cancellation)
            ?? await reads.AnswerAsync(
                code,
                caller,
                async (session, stored) => (Result<CommitmentResource>)await CommitmentAnswers.AssembleAsync(session, stored, day),
                cancellation
            );
    }

    /// <summary>What the public sees is the same for everyone; what it does not see the model does not hold.</summary>
    private static IResult? Read(ModelState state, string code)
    {
        if (state.Find(code) is not { } found)
        {
            return null;
        }

        var title = state.References.InstrumentTitles[found.Commitment.Instrument];
        var resource = CommitmentResource.From(found.Stored, title, state.References.Parties, state.Day);
        return Answer.Live(Answer.Json(resource), found.Validity, resource.Version);
    }
}
