using CommitmentTracker.Database;
using CommitmentTracker.Database.Commitments;
using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;
using CommitmentTracker.Http;
using CommitmentTracker.Http.Access;
using CommitmentTracker.Http.Caching;

namespace CommitmentTracker.Features.Commitments;

internal sealed class ArchiveCommitment : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Delete("/commitments/{code}", Handle)
            .IsOperation<ArchiveCommitment>(Tags.Commitments)
            .OnlyForKeepers()
            .Produces(StatusCodes.Status204NoContent)
            .Refuses(ErrorCode.NotFound, ErrorCode.VersionStale, ErrorCode.VersionRequired);

    /// <summary>Archive a commitment</summary>
    /// <remarks>
    /// It leaves public view and every figure at once; the record and its history are kept, and a PATCH of <c>publication</c> restores it.
    /// </remarks>
    /// <param name="code">The commitment's code.</param>
    private static async Task<IResult> Handle(string code, IfMatch ifMatch, Caller caller, Store store, CancellationToken cancellation)
    {
        var note = new ChangeNote(caller.Name, ChangeType.CommitmentArchived);
        var result = await store.WriteAsync(
            session =>
                CommitmentWriter.ChangeAsync(
                    session,
                    code,
                    ifMatch.Expected,
                    note,
                    before => before with { Publication = Publication.Archived }
                ),
            cancellation
        );
        return result.Succeeded(out _, out var refusal) ? Results.NoContent() : Answer.Refused(refusal);
    }
}
