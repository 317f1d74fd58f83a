namespace CommitmentTracker.Features.Commitments;

internal sealed record ChangeCommitmentInput
{
    /// <summary>The commitment's code.</summary>
    [RouteParam]
    public string Code { get; init; } = "";

    public MergePatch<CommitmentBody> Patch { get; init; } = null!;

    public IfMatch IfMatch { get; init; } = null!;
}

internal sealed class ChangeCommitment(CommitmentChanges changes) : Endpoint<ChangeCommitmentInput, CommitmentResource>
{
    public override void Configure()
    {
        Patch("/commitments/{code}");
        Definition
            .Under(Headings.Commitments)
            .OnlyForKeepers()
            .Refuses(ErrorCode.NotFound, ErrorCode.UnknownReference, ErrorCode.VersionStale, ErrorCode.VersionRequired);
    }

    /// <summary>Change a commitment's own fields</summary>
    /// <remarks>
    /// A JSON Merge Patch: what is left out stays, null takes an optional member away. <c>publication</c> publishes, withdraws or restores
    /// a record; <c>supersededBy</c> makes it superseded.
    /// </remarks>
    public override async Task HandleAsync(ChangeCommitmentInput input, CancellationToken cancellation) =>
        await Send.ResultAsync(
            await changes.AnswerAsync(
                input.Code,
                input.IfMatch,
                new ChangeNote(Caller.From(User).Name, ChangeType.CommitmentChanged),
                before => Patched(before, input.Patch),
                cancellation
            )
        );

    private static Result<Commitment> Patched(Commitment before, MergePatch<CommitmentBody> patch)
    {
        if (!patch.ApplyTo(CommitmentBody.From(before), Rules<CommitmentBodyValidator>.Shared).Succeeded(out var body, out var refusal))
        {
            return refusal;
        }

        return body.SupersededBy == before.Code ? Refusal.Of("supersededBy", "must name another commitment") : body.ApplyTo(before);
    }
}
