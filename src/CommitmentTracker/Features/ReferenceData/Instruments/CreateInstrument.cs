using CommitmentTracker.Clock;
using CommitmentTracker.Database;
using CommitmentTracker.Database.ReferenceData;
using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;
using CommitmentTracker.Http;
using CommitmentTracker.Http.Access;
using CommitmentTracker.Http.Requests;
using Microsoft.AspNetCore.Mvc;

namespace CommitmentTracker.Features.ReferenceData.Instruments;

/// <summary>A new instrument.</summary>
internal sealed record CreateInstrumentRequest : InstrumentBody
{
    /// <summary>The code, for good: capital letters, digits, dots and hyphens, 2 to 32 characters.</summary>
    /// <example>HANOI-2026</example>
    public required string Code { get; init; }
}

internal sealed class CreateInstrumentValidator : InstrumentBodyValidator<CreateInstrumentRequest>
{
    public CreateInstrumentValidator() => RuleFor(request => request.Code).Code(Instrument.CodePattern);
}

internal sealed class CreateInstrument : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/instruments", Handle)
            .IsOperation<CreateInstrument>(Tags.ReferenceData)
            .OnlyFor(Role.Admin, Role.Secretariat)
            .Answers<InstrumentResource>(StatusCodes.Status201Created)
            .Refuses(ErrorCode.CodeInUse);

    /// <summary>Add an instrument</summary>
    /// <remarks>It is public at once. It cannot be taken away again, only amended: commitments refer to it.</remarks>
    private static async Task<IResult> Handle(
        [FromBody] CreateInstrumentRequest request,
        Caller caller,
        Store store,
        ReportingClock clock,
        CancellationToken cancellation
    )
    {
        var instrument = request.ToInstrument(request.Code);
        var result = await store.WriteAsync(
            async session =>
                await InstrumentAnswers.AssembleAsync(
                    session,
                    await InstrumentTable.CreateAsync(session, instrument, caller.Name),
                    clock.On(null)
                ),
            cancellation
        );
        return result.Succeeded(out var created, out var refusal)
            ? Answer.Created(created, $"{FeatureMap.Root}/instruments/{created.Code}", created.Version)
            : Answer.Refused(refusal);
    }
}
