using CommitmentTracker.Database;
using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;
using CommitmentTracker.Http;
using CommitmentTracker.Http.Access;
using CommitmentTracker.Http.Caching;
using CommitmentTracker.Http.Requests;
using FluentValidation;

namespace CommitmentTracker.Features.Commitments;

internal sealed class ChangeCommitment : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Patch("/commitments/{code}", Handle)
            .Accepts<MergePatch<CommitmentBody>>(MergePatch<CommitmentBody>.MediaType)
            .IsOperation<ChangeCommitment>(Tags.Commitments)
            .OnlyForKeepers()
            .Answers<CommitmentResource>()
            .Refuses(ErrorCode.NotFound, ErrorCode.UnknownReference, ErrorCode.VersionStale, ErrorCode.VersionRequired);

    /// <summary>Change a commitment's own fields</summary>
    /// <remarks>
    /// A JSON Merge Patch: what is left out stays, null takes an optional member away. <c>publication</c> publishes, withdraws or restores
    /// a record; <c>supersededBy</c> makes it superseded.
    /// </remarks>
    /// <param name="code">The commitment's code.</param>
    private static Task<IResult> Handle(
        string code,
        MergePatch<CommitmentBody> patch,
        IfMatch ifMatch,
        Caller caller,
        IValidator<CommitmentBody> validator,
        CommitmentChanges changes,
        CancellationToken cancellation
    ) =>
        changes.AnswerAsync(
            code,
            ifMatch,
            new ChangeNote(caller.Name, ChangeType.CommitmentChanged),
            before => Patched(before, patch, validator),
            cancellation
        );

    private static Result<Commitment> Patched(Commitment before, MergePatch<CommitmentBody> patch, IValidator<CommitmentBody> validator)
    {
        if (!patch.ApplyTo(CommitmentBody.From(before), validator).Succeeded(out var body, out var refusal))
        {
            return refusal;
        }

        return body.SupersededBy == before.Code ? Refusal.Of("supersededBy", "must name another commitment") : body.ApplyTo(before);
    }
}
