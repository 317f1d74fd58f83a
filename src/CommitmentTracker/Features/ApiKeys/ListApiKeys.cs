using CommitmentTracker.Database;
using CommitmentTracker.Database.Access;
using CommitmentTracker.Domain.Vocabulary;
using CommitmentTracker.Http;
using CommitmentTracker.Http.Access;

namespace CommitmentTracker.Features.ApiKeys;

/// <summary>All keys, the oldest first.</summary>
internal sealed record ApiKeyList
{
    /// <summary>The keys, those that have expired or were revoked among them.</summary>
    public required IReadOnlyList<ApiKeyResource> Items { get; init; }
}

internal sealed class ListApiKeys : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.Get("/api-keys", Handle).IsOperation<ListApiKeys>(Tags.Access).OnlyFor(Role.Admin).Answers<ApiKeyList>();

    /// <summary>List the keys</summary>
    /// <remarks>Never the keys themselves: those are not stored.</remarks>
    private static async Task<IResult> Handle(Store store, CancellationToken cancellation)
    {
        var keys = await store.ReadAsync(ApiKeyTable.ListAsync, cancellation);
        return Answer.Ok(new ApiKeyList { Items = [.. keys.Select(ApiKeyResource.From)] });
    }
}
