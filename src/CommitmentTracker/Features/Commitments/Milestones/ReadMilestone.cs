namespace CommitmentTracker.Features.Commitments.Milestones;

internal sealed record ReadMilestoneInput
{
    /// <summary>The commitment's code.</summary>
    [RouteParam]
    public string Code { get; init; } = "";

    /// <summary>The milestone's number.</summary>
    [RouteParam]
    public PathNumber Number { get; init; }

    public AsOfQuery Query { get; init; } = new();
}

internal sealed class ReadMilestone(CommitmentReads reads, ReportingClock clock) : Endpoint<ReadMilestoneInput, MilestoneResource>
{
    public override void Configure()
    {
        Get("/commitments/{code}/milestones/{number}");
        Definition.Under(Headings.Milestones).OpenToReaders().Refuses(ErrorCode.NotFound, ErrorCode.Gone);
    }

    /// <summary>Read a milestone</summary>
    /// <remarks>The <c>ETag</c> is the commitment's: it guards the commitment and everything under it.</remarks>
    public override async Task HandleAsync(ReadMilestoneInput input, CancellationToken cancellation) =>
        await Send.ResultAsync(
            await reads.AnswerAsync(
                input.Code,
                Caller.From(User),
                stored => Milestone(stored, input.Number.Value, clock.On(input.Query.AsOf?.Value)),
                cancellation
            )
        );

    private static Result<MilestoneResource> Milestone(StoredCommitment stored, int number, ReportingDay day) =>
        stored.Commitment.Milestones.TryGetValue(number, out var milestone)
            ? MilestoneResource.From(milestone, stored.Commitment.RollUp.Status, day)
            : MilestoneChange.NotFound(stored.Commitment.Code, number);
}
