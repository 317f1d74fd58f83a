namespace CommitmentTracker.Features.Keys;

/// <summary>All keys, the oldest first.</summary>
internal sealed record ApiKeyList
{
    /// <summary>The keys, those that have expired or were revoked among them.</summary>
    public required IReadOnlyList<ApiKeyResource> Items { get; init; }
}

internal sealed class ListApiKeys(Store store) : EndpointWithoutRequest<ApiKeyList>
{
    public override void Configure()
    {
        Get("/api-keys");
        Definition.Under(Headings.Access).OnlyFor(Role.Admin);
    }

    /// <summary>List the keys</summary>
    /// <remarks>Never the keys themselves: those are not stored.</remarks>
    public override async Task HandleAsync(CancellationToken cancellation)
    {
        var keys = await store.ReadAsync(ApiKeyTable.ListAsync, cancellation);
        await Send.ResultAsync(Answer.Ok(new ApiKeyList { Items = [.. keys.Select(ApiKeyResource.From)] }));
    }
}
