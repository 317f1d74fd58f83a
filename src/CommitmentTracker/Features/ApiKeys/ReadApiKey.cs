using CommitmentTracker.Database;
using CommitmentTracker.Database.Access;
using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;
using CommitmentTracker.Http;
using CommitmentTracker.Http.Access;

namespace CommitmentTracker.Features.ApiKeys;

internal sealed class ReadApiKey : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/api-keys/{id:guid}", Handle)
            .IsOperation<ReadApiKey>(Tags.Access)
            .OnlyFor(Role.Admin)
            .Answers<ApiKeyResource>()
            .Refuses(ErrorCode.NotFound);

    /// <summary>Read a key's record</summary>
    /// <remarks>Whose it is, what it may, until when, and when it was last used.</remarks>
    /// <param name="id">The key's id.</param>
    private static async Task<IResult> Handle(Guid id, Store store, CancellationToken cancellation)
    {
        var key = await store.ReadAsync(session => ApiKeyTable.FindAsync(session, id), cancellation);
        return key is null
            ? Answer.Refused(new Refusal(ErrorCode.NotFound, $"There is no key {id}."))
            : Answer.Ok(ApiKeyResource.From(key));
    }
}
