using CommitmentTracker.Database;
using CommitmentTracker.Database.Rounds;
using CommitmentTracker.Http;
using CommitmentTracker.Http.Access;

namespace CommitmentTracker.Features.Rounds;

/// <summary>The reporting rounds, all of them.</summary>
internal sealed record RoundList
{
    /// <summary>The rounds, the one with the latest period first.</summary>
    public required IReadOnlyList<RoundResource> Items { get; init; }
}

internal sealed class ListRounds : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.Get("/rounds", Handle).IsOperation<ListRounds>(Tags.Rounds).OpenToReaders().Answers<RoundList>();

    /// <summary>List the reporting rounds</summary>
    /// <remarks>All of them, open and closed.</remarks>
    private static async Task<IResult> Handle(Store store, CancellationToken cancellation)
    {
        var rounds = await store.ReadAsync(RoundTable.AllAsync, cancellation);
        return Answer.Ok(new RoundList { Items = [.. rounds.Select(RoundResource.From)] });
    }
}
