namespace CommitmentTracker.Features.Commitments.Assignments;

/// <summary>A party's part in a commitment.</summary>
internal sealed record PutAssignmentRequest
{
    /// <summary>Whether the party leads or supports.</summary>
    /// <example>lead</example>
    public required AssignmentRole Role { get; init; }

    /// <summary>Whether a source names the party for this, or it was inferred.</summary>
    /// <example>stated</example>
    public required OwnershipBasis Basis { get; init; }
}

internal sealed class PutAssignmentValidator : AbstractValidator<PutAssignmentRequest>;

internal sealed record PutAssignmentInput : IHasBody<PutAssignmentRequest>
{
    /// <summary>The commitment's code.</summary>
    [RouteParam]
    public string Code { get; init; } = "";

    /// <summary>The party's code: of a member state or of an ASEAN body.</summary>
    [RouteParam]
    public string Party { get; init; } = "";

    [FromBody]
    public PutAssignmentRequest Body { get; init; } = null!;

    public IfMatch IfMatch { get; init; } = null!;
}

internal sealed class PutAssignment(CommitmentChanges changes) : Endpoint<PutAssignmentInput, CommitmentResource>
{
    public override void Configure()
    {
        Put("/commitments/{code}/assignments/{party}");
        Validator<BodyValidator<PutAssignmentInput, PutAssignmentRequest, PutAssignmentValidator>>();
        Definition
            .Under(Headings.Assignments)
            .OnlyForKeepers()
            .Refuses(
                ErrorCode.NotFound,
                ErrorCode.UnknownReference,
                ErrorCode.RuleBroken,
                ErrorCode.VersionStale,
                ErrorCode.VersionRequired
            );
    }

    /// <summary>Assign a commitment to a party, or change its part</summary>
    /// <remarks>Answers the whole commitment. What the party has reported before counts again when it is assigned anew.</remarks>
    public override async Task HandleAsync(PutAssignmentInput input, CancellationToken cancellation)
    {
        var note = new ChangeNote(Caller.From(User).Name, ChangeType.AssignmentPut);
        await Send.ResultAsync(
            await changes.AnswerAsync(
                async session =>
                {
                    var report = Report.From(await VerifiedUpdates.OfAsync(session, input.Code, input.Party));
                    var assignment = new Assignment(input.Party, input.Body.Role, input.Body.Basis) { Report = report };
                    return await CommitmentWriter.ChangeAsync(
                        session,
                        input.Code,
                        input.IfMatch.Expected,
                        note,
                        before => Assigned(before, assignment)
                    );
                },
                cancellation
            )
        );
    }

    private static Result<Commitment> Assigned(Commitment before, Assignment assignment) =>
        before.Assignments.Count < Assignment.MaxPerCommitment || before.Assignments.ContainsKey(assignment.Party)
            ? before with
            {
                Assignments = before.Assignments.SetItem(assignment.Party, assignment),
            }
            : new Refusal(ErrorCode.RuleBroken, $"A commitment has at most {Assignment.MaxPerCommitment} assignments.");
}
