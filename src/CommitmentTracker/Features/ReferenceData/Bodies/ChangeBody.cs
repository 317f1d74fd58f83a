using CommitmentTracker.Clock;
using CommitmentTracker.Database;
using CommitmentTracker.Database.ReferenceData;
using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;
using CommitmentTracker.Http;
using CommitmentTracker.Http.Access;
using CommitmentTracker.Http.Caching;
using CommitmentTracker.Http.Requests;
using FluentValidation;

namespace CommitmentTracker.Features.ReferenceData.Bodies;

internal sealed class ChangeBody : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Patch("/bodies/{code}", Handle)
            .Accepts<MergePatch<AseanBody>>(MergePatch<AseanBody>.MediaType)
            .IsOperation<ChangeBody>(Tags.ReferenceData)
            .OnlyForKeepers()
            .Answers<BodyResource>()
            .Refuses(ErrorCode.NotFound, ErrorCode.VersionStale, ErrorCode.VersionRequired);

    /// <summary>Amend an ASEAN body</summary>
    /// <remarks>A JSON Merge Patch: what is left out stays, null takes an optional member away.</remarks>
    /// <param name="code">The body's code.</param>
    private static async Task<IResult> Handle(
        string code,
        MergePatch<AseanBody> patch,
        IfMatch ifMatch,
        Caller caller,
        IValidator<AseanBody> validator,
        Store store,
        ReportingClock clock,
        CancellationToken cancellation
    )
    {
        var result = await store.WriteAsync(
            async session =>
                await BodyAnswers.AssembleAsync(
                    session,
                    await BodyTable.ChangeAsync(session, code, ifMatch.Expected, caller.Name, before => Patched(before, patch, validator)),
                    clock.On(null)
                ),
            cancellation
        );
        return result.Succeeded(out var changed, out var refusal) ? Answer.Ok(changed, changed.Version) : Answer.Refused(refusal);
    }

    private static Result<Body> Patched(Body before, MergePatch<AseanBody> patch, IValidator<AseanBody> validator) =>
        patch.ApplyTo(AseanBody.From(before), validator).Succeeded(out var body, out var refusal) ? body.ToBody(before.Code) : refusal;
}
