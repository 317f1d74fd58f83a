namespace CommitmentTracker.Http;

/// <summary>One use case of the API: a class that maps its route and handles it. Its name is the operation id.</summary>
internal interface IEndpoint
{
    static abstract void Map(IEndpointRouteBuilder routes);
}

internal static class EndpointMapping
{
    public static IEndpointRouteBuilder Endpoint<T>(this IEndpointRouteBuilder routes)
        where T : IEndpoint
    {
        T.Map(routes);
        return routes;
    }
}
