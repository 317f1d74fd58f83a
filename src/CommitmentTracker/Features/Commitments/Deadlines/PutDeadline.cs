namespace CommitmentTracker.Features.Commitments.Deadlines;

/// <summary>A commitment's deadline, and why it changes.</summary>
internal sealed record PutDeadlineRequest : DeadlineBody
{
    /// <summary>Why the deadline changes, at most 1,000 characters; it is kept with the value that was replaced.</summary>
    /// <example>The ministers decided it at ADGMIN-6.</example>
    public required string Reason { get; init; }
}

internal sealed class PutDeadlineValidator : DeadlineBodyValidator<PutDeadlineRequest>
{
    public PutDeadlineValidator() => RuleFor(request => request.Reason).Line(Deadline.ReasonMaxLength);
}

internal sealed record PutDeadlineInput : IHasBody<PutDeadlineRequest>
{
    /// <summary>The commitment's code.</summary>
    [RouteParam]
    public string Code { get; init; } = "";

    [FromBody]
    public PutDeadlineRequest Body { get; init; } = null!;

    public IfMatch IfMatch { get; init; } = null!;
}

internal sealed class PutDeadline(CommitmentChanges changes) : Endpoint<PutDeadlineInput, CommitmentResource>
{
    public override void Configure()
    {
        Put("/commitments/{code}/deadline");
        Validator<BodyValidator<PutDeadlineInput, PutDeadlineRequest, PutDeadlineValidator>>();
        Definition
            .Under(Headings.Commitments)
            .OnlyForKeepers()
            .Refuses(ErrorCode.NotFound, ErrorCode.VersionStale, ErrorCode.VersionRequired);
    }

    /// <summary>Set a commitment's deadline</summary>
    /// <remarks>Answers the whole commitment. The value that is replaced is kept with the reason: see <c>GET …/deadline</c>.</remarks>
    public override async Task HandleAsync(PutDeadlineInput input, CancellationToken cancellation) =>
        await Send.ResultAsync(
            await changes.AnswerAsync(
                input.Code,
                input.IfMatch,
                new ChangeNote(Caller.From(User).Name, ChangeType.DeadlineChanged, input.Body.Reason),
                before => before with { Deadline = input.Body.ToDeadline() },
                cancellation
            )
        );
}
