using CommitmentTracker.Database;
using CommitmentTracker.Database.Access;
using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;
using CommitmentTracker.Http;
using CommitmentTracker.Http.Access;

namespace CommitmentTracker.Features.ApiKeys;

internal sealed class RevokeApiKey : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post("/api-keys/{id:guid}/revoke", Handle)
            .IsOperation<RevokeApiKey>(Tags.Access)
            .OnlyFor(Role.Admin)
            .Answers<ApiKeyResource>()
            .Refuses(ErrorCode.NotFound, ErrorCode.RuleBroken);

    /// <summary>Revoke a key</summary>
    /// <remarks>
    /// It is refused from its next call on; its record is kept. A key cannot revoke itself, so that nobody locks everybody out: use another
    /// admin key, or the command line.
    /// </remarks>
    /// <param name="id">The key's id.</param>
    private static async Task<IResult> Handle(
        Guid id,
        Caller caller,
        Store store,
        ILogger<RevokeApiKey> logger,
        CancellationToken cancellation
    )
    {
        if (caller.IsKey(id))
        {
            return Answer.Refused(new Refusal(ErrorCode.RuleBroken, "This is the key that you use. Revoke it with another admin key."));
        }

        var result = await store.WriteAsync<ApiKey>(
            async session =>
                await ApiKeyTable.RevokeAsync(session, id, caller.Name) is { } revoked
                    ? revoked
                    : new Refusal(ErrorCode.NotFound, $"There is no key {id}."),
            cancellation
        );
        if (!result.Succeeded(out var key, out var refusal))
        {
            return Answer.Refused(refusal);
        }

        logger.LogInformation("Key {KeyId} was revoked by {Caller}", id, caller.Id);
        return Answer.Ok(ApiKeyResource.From(key));
    }
}
