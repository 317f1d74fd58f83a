namespace CommitmentTracker.Features.Commitments.Milestones;

internal sealed record ChangeMilestoneInput
{
    /// <summary>The commitment's code.</summary>
    [RouteParam]
    public string Code { get; init; } = "";

    /// <summary>The milestone's number.</summary>
    [RouteParam]
    public PathNumber Number { get; init; }

    public MergePatch<MilestoneBody> Patch { get; init; } = null!;

    public IfMatch IfMatch { get; init; } = null!;
}

internal sealed class ChangeMilestone(Store store, ReportingClock clock) : Endpoint<ChangeMilestoneInput, MilestoneResource>
{
    public override void Configure()
    {
        Patch("/commitments/{code}/milestones/{number}");
        Definition
            .Under(Headings.Milestones)
            .OnlyForKeepers()
            .Refuses(ErrorCode.NotFound, ErrorCode.UnknownReference, ErrorCode.VersionStale, ErrorCode.VersionRequired);
    }

    /// <summary>Change a milestone</summary>
    /// <remarks>A JSON Merge Patch: what is left out stays, null takes an optional member away.</remarks>
    public override async Task HandleAsync(ChangeMilestoneInput input, CancellationToken cancellation)
    {
        var note = new ChangeNote(Caller.From(User).Name, ChangeType.MilestoneChanged);
        var result = await store.WriteAsync(
            async session =>
                MilestoneChange.Of(
                    await CommitmentWriter.ChangeAsync(
                        session,
                        input.Code,
                        input.IfMatch.Expected,
                        note,
                        before => Patched(before, input.Number.Value, input.Patch)
                    ),
                    input.Number.Value,
                    clock
                ),
            cancellation
        );
        await Send.ResultAsync(
            result.Succeeded(out var changed, out var refusal) ? Answer.Ok(changed.Milestone, changed.Version) : Answer.Refused(refusal)
        );
    }

    private static Result<Commitment> Patched(Commitment before, int number, MergePatch<MilestoneBody> patch)
    {
        if (!before.Milestones.TryGetValue(number, out var milestone))
        {
            return MilestoneChange.NotFound(before.Code, number);
        }

        return patch.ApplyTo(MilestoneBody.From(milestone), Rules<MilestoneBodyValidator>.Shared).Succeeded(out var body, out var refusal)
            ? before with
            {
                Milestones = before.Milestones.SetItem(number, body.ToMilestone(number)),
            }
            : refusal;
    }
}
