namespace CommitmentTracker.Features.Commitments;

internal sealed record CreateCommitmentInput : IHasBody<CreateCommitmentRequest>
{
    [FromBody]
    public CreateCommitmentRequest Body { get; init; } = null!;

    public IdempotencyKey IdempotencyKey { get; init; } = null!;
}

internal sealed class CreateCommitment(Creations creations, ReportingClock clock) : Endpoint<CreateCommitmentInput, CommitmentResource>
{
    public override void Configure()
    {
        Post("/commitments");
        Validator<BodyValidator<CreateCommitmentInput, CreateCommitmentRequest, CreateCommitmentValidator>>();
        Definition.Under(Headings.Commitments).OnlyForKeepers().AnswersCreated().Refuses(ErrorCode.CodeInUse, ErrorCode.UnknownReference);
    }

    /// <summary>Create a commitment</summary>
    /// <remarks>It is a draft, which the public does not see, unless <c>publication</c> says otherwise.</remarks>
    public override async Task HandleAsync(CreateCommitmentInput input, CancellationToken cancellation) =>
        await Send.ResultAsync(
            await creations.AnswerAsync(
                input.IdempotencyKey,
                input.Body,
                session => CreateAsync(session, input.Body, Caller.From(User), clock.On(null)),
                cancellation
            )
        );

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
