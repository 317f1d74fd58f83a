namespace CommitmentTracker.Features.Reference.Bodies;

/// <summary>A new ASEAN body.</summary>
internal sealed record CreateBodyRequest : AseanBody
{
    /// <summary>The code, for good: capital letters, digits and hyphens, a letter first, 3 to 32 characters.</summary>
    /// <example>WG-AI</example>
    public required string Code { get; init; }
}

internal sealed class CreateBodyValidator : AseanBodyValidator<CreateBodyRequest>
{
    public CreateBodyValidator() => RuleFor(request => request.Code).Code(Party.BodyCodePattern);
}

internal sealed record CreateBodyInput : IHasBody<CreateBodyRequest>
{
    [FromBody]
    public CreateBodyRequest Body { get; init; } = null!;

    public IdempotencyKey IdempotencyKey { get; init; } = null!;
}

internal sealed class CreateBody(Creations creations, ReportingClock clock) : Endpoint<CreateBodyInput, BodyResource>
{
    public override void Configure()
    {
        Post("/bodies");
        Validator<BodyValidator<CreateBodyInput, CreateBodyRequest, CreateBodyValidator>>();
        Definition.Under(Headings.ReferenceData).OnlyForKeepers().AnswersCreated().Refuses(ErrorCode.CodeInUse);
    }

    /// <summary>Add an ASEAN body</summary>
    /// <remarks>It is public at once. It cannot be taken away again, only amended: assignments refer to it.</remarks>
    public override async Task HandleAsync(CreateBodyInput input, CancellationToken cancellation) =>
        await Send.ResultAsync(
            await creations.AnswerAsync(
                input.IdempotencyKey,
                input.Body,
                session => CreateAsync(session, input.Body, Caller.From(User), clock.On(null)),
                cancellation
            )
        );

    private static async Task<Result<Created<BodyResource>>> CreateAsync(
        WriteSession session,
        CreateBodyRequest request,
        Caller caller,
        ReportingDay day
    )
    {
        var stored = await BodyTable.CreateAsync(session, request.ToBody(request.Code), caller.Name);
        // Nothing can stand under it yet.
        var assembled = BodyAnswers.Assemble(stored, Tallies.None, day);
        return assembled.Succeeded(out var created, out var refusal)
            ? new Created<BodyResource>(created, $"{FeatureMap.Root}/bodies/{created.Code}", created.Version)
            : refusal;
    }
}
