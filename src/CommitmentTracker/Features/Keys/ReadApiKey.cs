namespace CommitmentTracker.Features.Keys;

internal sealed record ReadApiKeyInput
{
    /// <summary>The key's id.</summary>
    [RouteParam]
    public Guid Id { get; init; }
}

internal sealed class ReadApiKey(Store store) : Endpoint<ReadApiKeyInput, ApiKeyResource>
{
    public override void Configure()
    {
        Get("/api-keys/{id:guid}");
        Definition.Under(Headings.Access).OnlyFor(Role.Admin).Refuses(ErrorCode.NotFound);
    }

    /// <summary>Read a key's record</summary>
    /// <remarks>Whose it is, what it may, until when, and when it was last used.</remarks>
    public override async Task HandleAsync(ReadApiKeyInput input, CancellationToken cancellation)
    {
        var key = await store.ReadAsync(session => ApiKeyTable.FindAsync(session, input.Id), cancellation);
        await Send.ResultAsync(
            key is null
                ? Answer.Refused(new Refusal(ErrorCode.NotFound, $"There is no key {input.Id}."))
                : Answer.Ok(ApiKeyResource.From(key))
        );
    }
}
