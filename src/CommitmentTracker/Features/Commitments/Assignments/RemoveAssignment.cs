using CommitmentTracker.Database;
using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;
using CommitmentTracker.Http;
using CommitmentTracker.Http.Access;
using CommitmentTracker.Http.Caching;

namespace CommitmentTracker.Features.Commitments.Assignments;

internal sealed class RemoveAssignment : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Delete("/commitments/{code}/assignments/{party}", Handle)
            .IsOperation<RemoveAssignment>(Tags.Assignments)
            .OnlyForKeepers()
            .Answers<CommitmentResource>()
            .Refuses(ErrorCode.NotFound, ErrorCode.VersionStale, ErrorCode.VersionRequired);

    /// <summary>Take a commitment from a party</summary>
    /// <remarks>Answers the commitment as it is then. The party's progress updates are kept.</remarks>
    /// <param name="code">The commitment's code.</param>
    /// <param name="party">The party's code.</param>
    private static Task<IResult> Handle(
        string code,
        string party,
        IfMatch ifMatch,
        Caller caller,
        CommitmentChanges changes,
        CancellationToken cancellation
    ) =>
        changes.AnswerAsync(
            code,
            ifMatch,
            new ChangeNote(caller.Name, ChangeType.AssignmentRemoved),
            before => Without(before, party),
            cancellation
        );

    private static Result<Commitment> Without(Commitment before, string party) =>
        before.Assignments.ContainsKey(party)
            ? before with
            {
                Assignments = before.Assignments.Remove(party),
            }
            : new Refusal(ErrorCode.NotFound, $"Commitment {before.Code} is not assigned to that party.");
}
