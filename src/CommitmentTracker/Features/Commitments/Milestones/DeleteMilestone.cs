using CommitmentTracker.Database;
using CommitmentTracker.Database.Commitments;
using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;
using CommitmentTracker.Http;
using CommitmentTracker.Http.Access;
using CommitmentTracker.Http.Caching;

namespace CommitmentTracker.Features.Commitments.Milestones;

internal sealed class DeleteMilestone : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Delete("/commitments/{code}/milestones/{number}", Handle)
            .IsOperation<DeleteMilestone>(Tags.Milestones)
            .OnlyForKeepers()
            .Produces(StatusCodes.Status204NoContent)
            .Refuses(ErrorCode.NotFound, ErrorCode.VersionStale, ErrorCode.VersionRequired);

    /// <summary>Delete a milestone</summary>
    /// <remarks>What it was stays in the commitment's history.</remarks>
    /// <param name="code">The commitment's code.</param>
    /// <param name="number">The milestone's number.</param>
    private static async Task<IResult> Handle(
        string code,
        PathNumber number,
        IfMatch ifMatch,
        Caller caller,
        Store store,
        CancellationToken cancellation
    )
    {
        var note = new ChangeNote(caller.Name, ChangeType.MilestoneDeleted);
        var result = await store.WriteAsync(
            session => CommitmentWriter.ChangeAsync(session, code, ifMatch.Expected, note, before => Without(before, number.Value)),
            cancellation
        );
        return result.Succeeded(out _, out var refusal) ? Results.NoContent() : Answer.Refused(refusal);
    }

    private static Result<Commitment> Without(Commitment before, int number) =>
        before.Milestones.ContainsKey(number)
            ? before with
            {
                Milestones = before.Milestones.Remove(number),
            }
            : MilestoneChange.NotFound(before.Code, number);
}
