using Microsoft.Extensions.Primitives;

namespace CommitmentTracker.Http.Endpoints;

/// <summary>
/// What the service serves, made once: the framework's own sources make theirs anew for each who asks, and routing and access both do.
/// Without the page by which the library's test tools learn every class and route: it would tell everybody.
/// </summary>
internal sealed class ServedEndpoints(IEnumerable<EndpointDataSource> sources) : EndpointDataSource
{
    private const string PageOfClasses = "_test_url_cache_";

    private readonly Lazy<IReadOnlyList<Endpoint>> made = new(() =>
        [
            .. sources
                .SelectMany(source => source.Endpoints)
                .Where(endpoint => endpoint is not RouteEndpoint { RoutePattern.RawText: PageOfClasses }),
        ]
    );

    public override IReadOnlyList<Endpoint> Endpoints => made.Value;

    /// <summary>None is mapped once the service runs.</summary>
    public override IChangeToken GetChangeToken() => new CancellationChangeToken(CancellationToken.None);

    /// <summary>To be called when all are mapped.</summary>
    public static void Of(IEndpointRouteBuilder routes)
    {
        var sources = routes.DataSources.ToList();
        routes.DataSources.Clear();
        var served = new ServedEndpoints(sources);
        routes.DataSources.Add(served);
        // Meanwhile the database is prepared and the server begins to listen.
        _ = Task.Run(() => served.Endpoints);
    }
}
