using Microsoft.Extensions.Primitives;

namespace CommitmentTracker.Http;

/// <summary>
/// The endpoints of the service, made once. The framework's own sources make theirs anew for each who asks, and routing and access both do.
/// </summary>
internal sealed class EndpointsMadeOnce(IEnumerable<EndpointDataSource> sources) : EndpointDataSource
{
    private readonly Lazy<IReadOnlyList<Endpoint>> made = new(() => [.. sources.SelectMany(source => source.Endpoints)]);

    public override IReadOnlyList<Endpoint> Endpoints => made.Value;

    /// <summary>None is mapped once the service runs.</summary>
    public override IChangeToken GetChangeToken() => new CancellationChangeToken(CancellationToken.None);

    /// <summary>To be called when all are mapped.</summary>
    public static void Of(IEndpointRouteBuilder routes)
    {
        var sources = routes.DataSources.ToList();
        routes.DataSources.Clear();
        routes.DataSources.Add(new EndpointsMadeOnce(sources));
    }
}
