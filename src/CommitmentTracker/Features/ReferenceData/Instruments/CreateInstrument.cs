using CommitmentTracker.Clock;
using CommitmentTracker.Database;
using CommitmentTracker.Database.ReferenceData;
using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;
using CommitmentTracker.Http;
using CommitmentTracker.Http.Access;
using CommitmentTracker.Http.Idempotency;
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
            .Post("/instruments", Handle)
            .IsOperation<CreateInstrument>(Tags.ReferenceData)
            .OnlyForKeepers()
            .Answers<InstrumentResource>(StatusCodes.Status201Created)
            .Refuses(ErrorCode.CodeInUse);

    /// <summary>Add an instrument</summary>
    /// <remarks>It is public at once. It cannot be taken away again, only amended: commitments refer to it.</remarks>
    private static Task<IResult> Handle(
        [FromBody] CreateInstrumentRequest request,
        IdempotencyKey key,
        Caller caller,
        Creations creations,
        ReportingClock clock,
        CancellationToken cancellation
    ) => creations.AnswerAsync(key, request, session => CreateAsync(session, request, caller, clock.On(null)), cancellation);

    private static async Task<Result<Created<InstrumentResource>>> CreateAsync(
        WriteSession session,
        CreateInstrumentRequest request,
        Caller caller,
        ReportingDay day
    )
    {
        var stored = await InstrumentTable.CreateAsync(session, request.ToInstrument(request.Code), caller.Name);
        var assembled = await InstrumentAnswers.AssembleAsync(session, stored, day);
        return assembled.Succeeded(out var created, out var refusal)
            ? new Created<InstrumentResource>(created, $"{FeatureMap.Root}/instruments/{created.Code}", created.Version)
            : refusal;
    }
}
