using CommitmentTracker.Clock;
using CommitmentTracker.Database;
using CommitmentTracker.Database.Commitments;
using CommitmentTracker.Domain;
using CommitmentTracker.Http;
using CommitmentTracker.Http.Access;
using CommitmentTracker.Http.Queries;

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

internal sealed class ListCommitmentAssignments : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/commitments/{code}/assignments", Handle)
            .IsOperation<ListCommitmentAssignments>(Tags.Assignments)
            .OpenToReaders()
            .Answers<CommitmentAssignments>()
            .Refuses(ErrorCode.NotFound, ErrorCode.Gone);

    /// <summary>List a commitment's assignments</summary>
    /// <remarks>A joint commitment has as many answers as it has owners.</remarks>
    /// <param name="code">The commitment's code.</param>
    private static Task<IResult> Handle(
        string code,
        [AsParameters] AsOfQuery query,
        Caller caller,
        CommitmentReads reads,
        ReportingClock clock,
        CancellationToken cancellation
    ) => reads.AnswerAsync(code, caller, (session, stored) => ReadAsync(session, stored, clock.On(query.AsOf?.Value)), cancellation);

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
