namespace CommitmentTracker.Features.Keys;

/// <summary>Who asks.</summary>
internal sealed record CallerResource
{
    /// <summary>What the key or the token calls its holder; <c>public</c> without one.</summary>
    /// <example>Focal point of Viet Nam</example>
    public required string Name { get; init; }

    /// <summary>What the holder may do; null without a key.</summary>
    /// <example>focal_point</example>
    public required Role? Role { get; init; }

    /// <summary>The party that a focal point reports for; null for everyone else.</summary>
    /// <example>VN</example>
    public required string? Party { get; init; }

    /// <summary>The last day on which the key opens anything; null where it has no end, and of a token, which says that itself.</summary>
    /// <example>2027-12-31</example>
    public required DateOnly? ExpiresOn { get; init; }
}

internal sealed class ReadMe(Store store) : EndpointWithoutRequest<CallerResource>
{
    public override void Configure()
    {
        Get("/me");
        Definition.Under(Headings.Access).OpenToReaders();
    }

    /// <summary>Read who the key or token is</summary>
    /// <remarks>To see whether a key works, and what for. Without one it is the public.</remarks>
    public override async Task HandleAsync(CancellationToken cancellation)
    {
        var caller = Caller.From(User);
        var key = caller.KeyId is { } id ? await store.ReadAsync(session => ApiKeyTable.FindAsync(session, id), cancellation) : null;
        await Send.ResultAsync(
            Answer.Private(
                new CallerResource
                {
                    Name = caller.Name,
                    Role = caller.Role,
                    Party = caller.ReportsFor,
                    ExpiresOn = key?.ExpiresOn,
                }
            )
        );
    }
}
