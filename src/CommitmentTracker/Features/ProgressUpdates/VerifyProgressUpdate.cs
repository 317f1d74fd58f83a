using CommitmentTracker.Database;
using CommitmentTracker.Database.ProgressUpdates;
using CommitmentTracker.Domain;
using CommitmentTracker.Http;
using CommitmentTracker.Http.Access;

namespace CommitmentTracker.Features.ProgressUpdates;

internal sealed class VerifyProgressUpdate : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post("/progress-updates/{id:guid}/verify", Handle)
            .IsOperation<VerifyProgressUpdate>(Tags.ProgressUpdates)
            .OnlyForKeepers()
            .Answers<ProgressUpdateResource>()
            .Refuses(ErrorCode.NotFound, ErrorCode.Gone, ErrorCode.AlreadyReviewed, ErrorCode.NoAssignment);

    /// <summary>Verify a submitted progress update</summary>
    /// <remarks>From now on it counts and is public. Once: a second review is a 409.</remarks>
    /// <param name="id">The progress update's id.</param>
    private static async Task<IResult> Handle(Guid id, Caller caller, Store store, CancellationToken cancellation)
    {
        var result = await store.WriteAsync(session => ProgressUpdateWriter.VerifyAsync(session, id, caller.Name), cancellation);
        return result.Succeeded(out var verified, out var refusal)
            ? Answer.Ok(ProgressUpdateResource.From(verified, caller))
            : Answer.Refused(refusal);
    }
}
