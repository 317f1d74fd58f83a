namespace CommitmentTracker.Features.Commitments.Assignments;

internal sealed record RemoveAssignmentInput
{
    /// <summary>The commitment's code.</summary>
    [RouteParam]
    public string Code { get; init; } = "";

    /// <summary>The party's code.</summary>
    [RouteParam]
    public string Party { get; init; } = "";

    public IfMatch IfMatch { get; init; } = null!;
}

internal sealed class RemoveAssignment(CommitmentChanges changes) : Endpoint<RemoveAssignmentInput, CommitmentResource>
{
    public override void Configure()
    {
        Delete("/commitments/{code}/assignments/{party}");
        Definition
            .Under(Headings.Assignments)
            .OnlyForKeepers()
            .Refuses(ErrorCode.NotFound, ErrorCode.VersionStale, ErrorCode.VersionRequired);
    }

    /// <summary>Take a commitment from a party</summary>
    /// <remarks>Answers the commitment as it is then. The party's progress updates are kept.</remarks>
    public override async Task HandleAsync(RemoveAssignmentInput input, CancellationToken cancellation) =>
        await Send.ResultAsync(
            await changes.AnswerAsync(
                input.Code,
                input.IfMatch,
                new ChangeNote(Caller.From(User).Name, ChangeType.AssignmentRemoved),
                before => Without(before, input.Party),
                cancellation
            )
        );

    private static Result<Commitment> Without(Commitment before, string party) =>
        before.Assignments.ContainsKey(party)
            ? before with
            {
                Assignments = before.Assignments.Remove(party),
            }
            : new Refusal(ErrorCode.NotFound, $"Commitment {before.Code} is not assigned to that party.");
}
