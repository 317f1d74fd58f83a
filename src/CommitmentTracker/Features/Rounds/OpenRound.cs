namespace CommitmentTracker.Features.Rounds;

/// <summary>A round that is to be opened.</summary>
internal sealed record OpenRoundRequest : RoundBody
{
    /// <summary>The code, for good: capital letters, digits, dots and hyphens, 2 to 32 characters.</summary>
    /// <example>ADM-2026-ANNUAL</example>
    public required string Code { get; init; }
}

internal sealed class OpenRoundValidator : RoundBodyValidator<OpenRoundRequest>
{
    public OpenRoundValidator() => RuleFor(request => request.Code).Code(Round.CodePattern);
}

internal sealed record OpenRoundInput : IHasBody<OpenRoundRequest>
{
    [FromBody]
    public OpenRoundRequest Body { get; init; } = null!;

    public IdempotencyKey IdempotencyKey { get; init; } = null!;
}

internal sealed class OpenRound(Creations creations) : Endpoint<OpenRoundInput, RoundResource>
{
    public override void Configure()
    {
        Post("/rounds");
        Validator<BodyValidator<OpenRoundInput, OpenRoundRequest, OpenRoundValidator>>();
        Definition.Under(Headings.Rounds).OnlyForKeepers().AnswersCreated().Refuses(ErrorCode.CodeInUse, ErrorCode.UnknownReference);
    }

    /// <summary>Open a reporting round</summary>
    /// <remarks>It is public at once, and stays open until it is closed. Rounds may overlap.</remarks>
    public override async Task HandleAsync(OpenRoundInput input, CancellationToken cancellation) =>
        await Send.ResultAsync(
            await creations.AnswerAsync(
                input.IdempotencyKey,
                input.Body,
                session => OpenAsync(session, input.Body.ToRound(input.Body.Code), Caller.From(User)),
                cancellation
            )
        );

    private static async Task<Result<Created<RoundResource>>> OpenAsync(WriteSession session, Round round, Caller caller)
    {
        if (await RoundTable.MissingAsync(session, round) is { } missing)
        {
            return missing;
        }

        var opened = await RoundTable.CreateAsync(session, round, caller.Name);
        return opened.Succeeded(out var stored, out var refusal)
            ? new Created<RoundResource>(RoundResource.From(stored), $"{FeatureMap.Root}/rounds/{round.Code}", stored.Version)
            : refusal;
    }
}
