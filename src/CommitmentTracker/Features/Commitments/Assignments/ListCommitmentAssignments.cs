namespace CommitmentTracker.Features.Commitments.Assignments;

/// <summary>The owners of a commitment.</summary>
internal sealed record CommitmentAssignments
{
    /// <summary>The assignments, by party code.</summary>
    public required IReadOnlyList<AssignmentResource> Items { get; init; }

    /// <summary>The commitment's version.</summary>
    /// <example>3</example>
    public required long Version { get; init; }

    /// <summary>The day that states and freshness are derived by.</summary>
    /// <example>2026-11-21</example>
    public required DateOnly AsOf { get; init; }
}

internal sealed record ListCommitmentAssignmentsInput
{
    /// <summary>The commitment's code.</summary>
    [RouteParam]
    public string Code { get; init; } = "";

    public AsOfQuery Query { get; init; } = new();
}

internal sealed class ListCommitmentAssignments(CommitmentReads reads, ReportingClock clock)
    : Endpoint<ListCommitmentAssignmentsInput, CommitmentAssignments>
{
    public override void Configure()
    {
        Get("/commitments/{code}/assignments");
        Definition.Under(Headings.Assignments).OpenToReaders().Refuses(ErrorCode.NotFound, ErrorCode.Gone);
    }

    /// <summary>List a commitment's assignments</summary>
    /// <remarks>A joint commitment has as many answers as it has owners.</remarks>
    public override async Task HandleAsync(ListCommitmentAssignmentsInput input, CancellationToken cancellation) =>
        await Send.ResultAsync(
            await reads.AnswerAsync(
                input.Code,
                Caller.From(User),
                (session, stored) => ReadAsync(session, stored, clock.On(input.Query.AsOf?.Value)),
                cancellation
            )
        );

    private static async Task<Result<CommitmentAssignments>> ReadAsync(Session session, StoredCommitment stored, ReportingDay day)
    {
        var commitment = await CommitmentAnswers.AssembleAsync(session, stored, day);
        return new CommitmentAssignments
        {
            Items = commitment.Assignments,
            Version = commitment.Version,
            AsOf = day.Today,
        };
    }
}
