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

namespace CommitmentTracker.Features.ReferenceData.Instruments;

internal sealed class ChangeInstrument : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Patch("/instruments/{code}", Handle)
            .Accepts<MergePatch<InstrumentBody>>(MergePatch<InstrumentBody>.MediaType)
            .IsOperation<ChangeInstrument>(Tags.ReferenceData)
            .OnlyForKeepers()
            .Answers<InstrumentResource>()
            .Refuses(ErrorCode.NotFound, ErrorCode.VersionStale, ErrorCode.VersionRequired);

    /// <summary>Amend an instrument</summary>
    /// <remarks>A JSON Merge Patch: what is left out stays, null takes an optional member away.</remarks>
    /// <param name="code">The instrument's code.</param>
    private static async Task<IResult> Handle(
        string code,
        MergePatch<InstrumentBody> patch,
        IfMatch ifMatch,
        Caller caller,
        IValidator<InstrumentBody> validator,
        Store store,
        ReportingClock clock,
        CancellationToken cancellation
    )
    {
        var result = await store.WriteAsync(
            async session =>
                await InstrumentAnswers.AssembleAsync(
                    session,
                    await InstrumentTable.ChangeAsync(
                        session,
                        code,
                        ifMatch.Expected,
                        caller.Name,
                        before => Patched(before, patch, validator)
                    ),
                    clock.On(null)
                ),
            cancellation
        );
        return result.Succeeded(out var changed, out var refusal) ? Answer.Ok(changed, changed.Version) : Answer.Refused(refusal);
    }

    private static Result<Instrument> Patched(Instrument before, MergePatch<InstrumentBody> patch, IValidator<InstrumentBody> validator) =>
        patch.ApplyTo(InstrumentBody.From(before), validator).Succeeded(out var body, out var refusal)
            ? body.ToInstrument(before.Code)
            : refusal;
}
