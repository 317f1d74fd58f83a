using CommitmentTracker.Clock;
using CommitmentTracker.Domain;
using CommitmentTracker.Http;
using CommitmentTracker.Http.Access;
using CommitmentTracker.Http.Endpoints;
using CommitmentTracker.Http.Queries;
using CommitmentTracker.ReadModel;
using FastEndpoints;

namespace CommitmentTracker.Features.Commitments;

internal sealed record ReadCommitmentInput
{
    /// <summary>The commitment's code.</summary>
    [RouteParam]
    public string Code { get; init; } = "";

    public AsOfQuery Query { get; init; } = new();
}

internal sealed class ReadCommitment(LiveModel model, CommitmentReads reads, ReportingClock clock)
    : Endpoint<ReadCommitmentInput, CommitmentResource>
{
    public override void Configure()
    {
        Get("/commitments/{code}");
        Definition.Under(Headings.Commitments).OpenToReaders().Refuses(ErrorCode.NotFound, ErrorCode.Gone);
    }

    /// <summary>Read a commitment</summary>
    /// <remarks>The <c>ETag</c> guards the record and everything under it: send it as <c>If-Match</c> with any change.</remarks>
    public override async Task HandleAsync(ReadCommitmentInput input, CancellationToken cancellation)
    {
        var day = clock.On(input.Query.AsOf?.Value);
        await Send.ResultAsync(
            await model.ReadAsync(day, state => Read(state, input.Code), cancellation)
                ?? await reads.AnswerAsync(
                    input.Code,
                    Caller.From(User),
                    async (session, stored) => (Result<CommitmentResource>)await CommitmentAnswers.AssembleAsync(session, stored, day),
                    cancellation
                )
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
