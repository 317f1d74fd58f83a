namespace CommitmentTracker.Features.Rounds;

/// <summary>The reporting rounds, all of them.</summary>
internal sealed record RoundList
{
    /// <summary>The rounds, the one with the latest period first.</summary>
    public required IReadOnlyList<RoundResource> Items { get; init; }
}

internal sealed class ListRounds(Store store) : EndpointWithoutRequest<RoundList>
{
    public override void Configure()
    {
        Get("/rounds");
        Definition.Under(Headings.Rounds).OpenToReaders();
    }

    /// <summary>List the reporting rounds</summary>
    /// <remarks>All of them, open and closed.</remarks>
    public override async Task HandleAsync(CancellationToken cancellation)
    {
        var rounds = await store.ReadAsync(RoundTable.AllAsync, cancellation);
        await Send.ResultAsync(Answer.Ok(new RoundList { Items = [.. rounds.Select(RoundResource.From)] }));
    }
}
