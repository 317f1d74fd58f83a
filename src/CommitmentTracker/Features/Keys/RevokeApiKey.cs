namespace CommitmentTracker.Features.Keys;

internal sealed record RevokeApiKeyInput
{
    /// <summary>The key's id.</summary>
    [RouteParam]
    public Guid Id { get; init; }
}

internal sealed class RevokeApiKey(Store store, ILogger<RevokeApiKey> logger) : Endpoint<RevokeApiKeyInput, ApiKeyResource>
{
    public override void Configure()
    {
        Post("/api-keys/{id:guid}/revoke");
        Definition.Under(Headings.Access).OnlyFor(Role.Admin).Refuses(ErrorCode.NotFound, ErrorCode.RuleBroken);
    }

    /// <summary>Revoke a key</summary>
    /// <remarks>
    /// It is refused from its next call on; its record is kept. A key cannot revoke itself, so that nobody locks everybody out: use another
    /// admin key, or the command line.
    /// </remarks>
    public override async Task HandleAsync(RevokeApiKeyInput input, CancellationToken cancellation) =>
        await Send.ResultAsync(await AnswerAsync(input, cancellation));

    private async Task<IResult> AnswerAsync(RevokeApiKeyInput input, CancellationToken cancellation)
    {
        var caller = Caller.From(User);
        if (caller.IsKey(input.Id))
        {
            return Answer.Refused(new Refusal(ErrorCode.RuleBroken, "This is the key that you use. Revoke it with another admin key."));
        }

        var result = await store.WriteAsync<ApiKey>(
            async session =>
                await ApiKeyTable.RevokeAsync(session, input.Id, caller.Name) is { } revoked
                    ? revoked
                    : new Refusal(ErrorCode.NotFound, $"There is no key {input.Id}."),
            cancellation
        );
        if (!result.Succeeded(out var key, out var refusal))
        {
            return Answer.Refused(refusal);
        }

        logger.LogInformation("Key {KeyId} was revoked by {Caller}", input.Id, caller.Id);
        return Answer.Ok(ApiKeyResource.From(key));
    }
}
