namespace CommitmentTracker.Features.Commitments.Milestones;

internal sealed record DeleteMilestoneInput
{
    /// <summary>The commitment's code.</summary>
    [RouteParam]
    public string Code { get; init; } = "";

    /// <summary>The milestone's number.</summary>
    [RouteParam]
    public PathNumber Number { get; init; }

    public IfMatch IfMatch { get; init; } = null!;
}

internal sealed class DeleteMilestone(Store store) : Endpoint<DeleteMilestoneInput>
{
    public override void Configure()
    {
        Delete("/commitments/{code}/milestones/{number}");
        Definition
            .Under(Headings.Milestones)
            .OnlyForKeepers()
            .AnswersNothing()
            .Refuses(ErrorCode.NotFound, ErrorCode.VersionStale, ErrorCode.VersionRequired);
    }

    /// <summary>Delete a milestone</summary>
    /// <remarks>What it was stays in the commitment's history.</remarks>
    public override async Task HandleAsync(DeleteMilestoneInput input, CancellationToken cancellation)
    {
        var note = new ChangeNote(Caller.From(User).Name, ChangeType.MilestoneDeleted);
        var result = await store.WriteAsync(
            session =>
                CommitmentWriter.ChangeAsync(
                    session,
                    input.Code,
                    input.IfMatch.Expected,
                    note,
                    before => Without(before, input.Number.Value)
                ),
            cancellation
        );
        await Send.ResultAsync(result.Succeeded(out _, out var refusal) ? Results.NoContent() : Answer.Refused(refusal));
    }

    private static Result<Commitment> Without(Commitment before, int number) =>
        before.Milestones.ContainsKey(number)
            ? before with
            {
                Milestones = before.Milestones.Remove(number),
            }
            : MilestoneChange.NotFound(before.Code, number);
}
