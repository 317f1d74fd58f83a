using CommitmentTracker.Database;
using CommitmentTracker.Database.Rounds;
using CommitmentTracker.Domain;
using CommitmentTracker.Http;
using CommitmentTracker.Http.Access;

namespace CommitmentTracker.Features.Rounds;

internal sealed class ReadRound : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/rounds/{code}", Handle)
            .IsOperation<ReadRound>(Tags.Rounds)
            .OpenToReaders()
            .Answers<RoundResource>()
            .Refuses(ErrorCode.NotFound);

    /// <summary>Read a reporting round</summary>
    /// <remarks>The <c>ETag</c> guards the record: send it as <c>If-Match</c> with a change, and to close it.</remarks>
    /// <param name="code">The round's code.</param>
    private static async Task<IResult> Handle(string code, Store store, CancellationToken cancellation)
    {
        var result = await store.ReadAsync(session => RoundTable.FindAsync(session, code), cancellation);
        return result.Succeeded(out var stored, out var refusal)
            ? Answer.Ok(RoundResource.From(stored), stored.Version)
            : Answer.Refused(refusal);
    }
}
