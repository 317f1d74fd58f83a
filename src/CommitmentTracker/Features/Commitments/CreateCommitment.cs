using CommitmentTracker.Clock;
using CommitmentTracker.Database;
using CommitmentTracker.Database.Commitments;
using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;
using CommitmentTracker.Http;
using CommitmentTracker.Http.Access;
using CommitmentTracker.Http.Idempotency;
using Microsoft.AspNetCore.Mvc;

namespace CommitmentTracker.Features.Commitments;

internal sealed class CreateCommitment : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post("/commitments", Handle)
            .IsOperation<CreateCommitment>(Tags.Commitments)
            .OnlyForKeepers()
            .Answers<CommitmentResource>(StatusCodes.Status201Created)
            .Refuses(ErrorCode.CodeInUse, ErrorCode.UnknownReference);

    /// <summary>Create a commitment</summary>
    /// <remarks>It is a draft, which the public does not see, unless <c>publication</c> says otherwise.</remarks>
    private static Task<IResult> Handle(
        [FromBody] CreateCommitmentRequest request,
        IdempotencyKey key,
        Caller caller,
        Creations creations,
        ReportingClock clock,
        CancellationToken cancellation
    ) => creations.AnswerAsync(key, request, session => CreateAsync(session, request, caller, clock.On(null)), cancellation);

    private static async Task<Result<Created<CommitmentResource>>> CreateAsync(
        WriteSession session,
        CreateCommitmentRequest request,
        Caller caller,
        ReportingDay day
    )
    {
        var note = new ChangeNote(caller.Name, ChangeType.CommitmentCreated);
        var stored = await CommitmentWriter.CreateAsync(session, request.ToCommitment(), note);
        var assembled = await CommitmentAnswers.AssembleAsync(session, stored, day);
        return assembled.Succeeded(out var created, out var refusal)
            ? new Created<CommitmentResource>(created, $"{FeatureMap.Root}/commitments/{created.Code}", created.Version)
            : refusal;
    }
}
