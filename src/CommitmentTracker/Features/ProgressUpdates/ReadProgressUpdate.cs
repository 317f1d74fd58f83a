using CommitmentTracker.Database;
using CommitmentTracker.Database.Commitments;
using CommitmentTracker.Database.ProgressUpdates;
using CommitmentTracker.Domain;
using CommitmentTracker.Http;
using CommitmentTracker.Http.Access;

namespace CommitmentTracker.Features.ProgressUpdates;

internal sealed class ReadProgressUpdate : IEndpoint
{
    private const string Sql = $"""
        select {ProgressUpdateRow.ColumnsOfU}
        from progress_updates u
        join commitments c on c.code = u.commitment_code
        """;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/commitments/{code}/progress-updates/{id:guid}", Handle)
            .IsOperation<ReadProgressUpdate>(Tags.ProgressUpdates)
            .OpenToReaders()
            .Answers<ProgressUpdateResource>()
            .Refuses(ErrorCode.NotFound, ErrorCode.Gone);

    /// <summary>Read a progress update</summary>
    /// <remarks>It is what it was when it was recorded; only its review moves.</remarks>
    /// <param name="code">The commitment's code.</param>
    /// <param name="id">The progress update's id.</param>
    private static async Task<IResult> Handle(string code, Guid id, Caller caller, Store store, CancellationToken cancellation)
    {
        var result = await store.ReadAsync(session => ReadAsync(session, code, id, caller), cancellation);
        return result.Succeeded(out var update, out var refusal) ? Answer.Ok(update) : Answer.Refused(refusal);
    }

    private static async Task<Result<ProgressUpdateResource>> ReadAsync(Session session, string code, Guid id, Caller caller)
    {
        var visible = await Visibility.LoadVisibleAsync(session, code, caller.KeepsTheTracker);
        if (!visible.Succeeded(out _, out var refusal))
        {
            return refusal;
        }

        var conditions = ProgressUpdateVisibility.Of(caller, code).Add("u.public_id = @id", "id", id.ToString());
        var row = await session.FirstOrDefaultAsync<ProgressUpdateRow>($"{Sql} {conditions.Where}", conditions.Values);
        return row is null
            ? new Refusal(ErrorCode.NotFound, $"Commitment {code} has no progress update {id}.")
            : ProgressUpdateResource.From(row, caller);
    }
}
