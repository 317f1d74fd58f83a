using CommitmentTracker.Database;
using CommitmentTracker.Database.ReferenceData;
using CommitmentTracker.Database.Rounds;
using CommitmentTracker.Domain;
using CommitmentTracker.Http;
using CommitmentTracker.Http.Access;
using CommitmentTracker.Http.Caching;
using CommitmentTracker.Http.Requests;
using FluentValidation;

namespace CommitmentTracker.Features.Rounds;

internal sealed class ChangeRound : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Patch("/rounds/{code}", Handle)
            .Accepts<MergePatch<RoundBody>>(MergePatch<RoundBody>.MediaType)
            .IsOperation<ChangeRound>(Tags.Rounds)
            .OnlyForKeepers()
            .Answers<RoundResource>()
            .Refuses(
                ErrorCode.NotFound,
                ErrorCode.RoundClosed,
                ErrorCode.VersionStale,
                ErrorCode.VersionRequired,
                ErrorCode.UnknownReference
            );

    /// <summary>Amend an open round</summary>
    /// <remarks>A JSON Merge Patch: what is left out stays. A closed round never changes: open a new one instead.</remarks>
    /// <param name="code">The round's code.</param>
    private static async Task<IResult> Handle(
        string code,
        MergePatch<RoundBody> patch,
        IfMatch ifMatch,
        Caller caller,
        IValidator<RoundBody> validator,
        Store store,
        CancellationToken cancellation
    )
    {
        var result = await store.WriteAsync(session => ChangeAsync(session, code, patch, ifMatch, caller, validator), cancellation);
        return result.Succeeded(out var stored, out var refusal)
            ? Answer.Ok(RoundResource.From(stored), stored.Version)
            : Answer.Refused(refusal);
    }

    private static async Task<Result<StoredRecord<Round>>> ChangeAsync(
        WriteSession session,
        string code,
        MergePatch<RoundBody> patch,
        IfMatch ifMatch,
        Caller caller,
        IValidator<RoundBody> validator
    )
    {
        if (!(await RoundTable.FindAsync(session, code)).Succeeded(out var before, out var refusal))
        {
            return refusal;
        }

        if ((before.Record.RefusalWhenClosed ?? ifMatch.Expected.RefusalAt(before.Version)) is { } refused)
        {
            return refused;
        }

        if (!patch.ApplyTo(RoundBody.From(before.Record), validator).Succeeded(out var body, out refusal))
        {
            return refusal;
        }

        var after = body.ToRound(code);
        return await RoundTable.MissingAsync(session, after) is { } missing
            ? missing
            : await RoundTable.ChangeAsync(session, code, ifMatch.Expected, caller.Name, _ => after);
    }
}
