namespace CommitmentTracker.Features.Commitments.Milestones;

internal sealed record CreateMilestoneInput : IHasBody<MilestoneBody>
{
    /// <summary>The commitment's code.</summary>
    [RouteParam]
    public string Code { get; init; } = "";

    [FromBody]
    public MilestoneBody Body { get; init; } = null!;

    public IfMatch IfMatch { get; init; } = null!;

    public IdempotencyKey IdempotencyKey { get; init; } = null!;
}

internal sealed class CreateMilestone(Creations creations, ReportingClock clock) : Endpoint<CreateMilestoneInput, MilestoneResource>
{
    public override void Configure()
    {
        Post("/commitments/{code}/milestones");
        Validator<BodyValidator<CreateMilestoneInput, MilestoneBody, MilestoneBodyValidator>>();
        Definition
            .Under(Headings.Milestones)
            .OnlyForKeepers()
            .AnswersCreated()
            .Refuses(
                ErrorCode.NotFound,
                ErrorCode.UnknownReference,
                ErrorCode.RuleBroken,
                ErrorCode.VersionStale,
                ErrorCode.VersionRequired
            );
    }

    /// <summary>Add a milestone to a commitment</summary>
    public override async Task HandleAsync(CreateMilestoneInput input, CancellationToken cancellation)
    {
        var note = new ChangeNote(Caller.From(User).Name, ChangeType.MilestoneCreated);
        await Send.ResultAsync(
            await creations.AnswerAsync(
                input.IdempotencyKey,
                input.Body,
                async session =>
                {
                    var number = 0;
                    var changed = await CommitmentWriter.ChangeAsync(
                        session,
                        input.Code,
                        input.IfMatch.Expected,
                        note,
                        before => With(before, input.Body.ToMilestone(number = before.NextMilestoneNumber))
                    );
                    return Created(MilestoneChange.Of(changed, number, clock), input.Code);
                },
                cancellation
            )
        );
    }

    private static Result<Created<MilestoneResource>> Created(Result<MilestoneChange> changed, string code) =>
        changed.Succeeded(out var created, out var refusal)
            ? new Created<MilestoneResource>(
                created.Milestone,
                $"{FeatureMap.Root}/commitments/{code}/milestones/{created.Milestone.Number}",
                created.Version
            )
            : refusal;

    private static Result<Commitment> With(Commitment before, Milestone milestone) =>
        before.Milestones.Count < Milestone.MaxPerCommitment
            ? before with
            {
                Milestones = before.Milestones.Add(milestone.Number, milestone),
                NextMilestoneNumber = milestone.Number + 1,
            }
            : new Refusal(ErrorCode.RuleBroken, $"A commitment has at most {Milestone.MaxPerCommitment} milestones.");
}
