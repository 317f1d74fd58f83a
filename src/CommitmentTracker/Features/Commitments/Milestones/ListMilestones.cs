namespace CommitmentTracker.Features.Commitments.Milestones;

internal sealed record ListMilestonesInput
{
    /// <summary>The commitment's code.</summary>
    [RouteParam]
    public string Code { get; init; } = "";

    public AsOfQuery Query { get; init; } = new();
}

internal sealed class ListMilestones(CommitmentReads reads, ReportingClock clock) : Endpoint<ListMilestonesInput, CommitmentMilestones>
{
    public override void Configure()
    {
        Get("/commitments/{code}/milestones");
        Definition.Under(Headings.Milestones).OpenToReaders().Refuses(ErrorCode.NotFound, ErrorCode.Gone);
    }

    /// <summary>List a commitment's milestones</summary>
    /// <remarks>By number, each with its own state.</remarks>
    public override async Task HandleAsync(ListMilestonesInput input, CancellationToken cancellation) =>
        await Send.ResultAsync(
            await reads.AnswerAsync(
                input.Code,
                Caller.From(User),
                stored => Milestones(stored, clock.On(input.Query.AsOf?.Value)),
                cancellation
            )
        );

    private static Result<CommitmentMilestones> Milestones(StoredCommitment stored, ReportingDay day) =>
        new CommitmentMilestones
        {
            Items =
            [
                .. stored.Commitment.Milestones.Values.Select(milestone =>
                    MilestoneResource.From(milestone, stored.Commitment.RollUp.Status, day)
                ),
            ],
            Version = stored.Version,
            AsOf = day.Today,
        };
}
