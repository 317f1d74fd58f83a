namespace CommitmentTracker.Features.Reference.Instruments;

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

internal sealed record CreateInstrumentInput : IHasBody<CreateInstrumentRequest>
{
    [FromBody]
    public CreateInstrumentRequest Body { get; init; } = null!;

    public IdempotencyKey IdempotencyKey { get; init; } = null!;
}

internal sealed class CreateInstrument(Creations creations, ReportingClock clock) : Endpoint<CreateInstrumentInput, InstrumentResource>
{
    public override void Configure()
    {
        Post("/instruments");
        Validator<BodyValidator<CreateInstrumentInput, CreateInstrumentRequest, CreateInstrumentValidator>>();
        Definition.Under(Headings.ReferenceData).OnlyForKeepers().AnswersCreated().Refuses(ErrorCode.CodeInUse);
    }

    /// <summary>Add an instrument</summary>
    /// <remarks>It is public at once. It cannot be taken away again, only amended: commitments refer to it.</remarks>
    public override async Task HandleAsync(CreateInstrumentInput input, CancellationToken cancellation) =>
        await Send.ResultAsync(
            await creations.AnswerAsync(
                input.IdempotencyKey,
                input.Body,
                session => CreateAsync(session, input.Body, Caller.From(User), clock.On(null)),
                cancellation
            )
        );

    private static async Task<Result<Created<InstrumentResource>>> CreateAsync(
        WriteSession session,
        CreateInstrumentRequest request,
        Caller caller,
        ReportingDay day
    )
    {
        var stored = await InstrumentTable.CreateAsync(session, request.ToInstrument(request.Code), caller.Name);
        // Nothing can stand under it yet.
        var assembled = InstrumentAnswers.Assemble(stored, Tallies.None, day);
        return assembled.Succeeded(out var created, out var refusal)
            ? new Created<InstrumentResource>(created, $"{FeatureMap.Root}/instruments/{created.Code}", created.Version)
            : refusal;
    }
}
