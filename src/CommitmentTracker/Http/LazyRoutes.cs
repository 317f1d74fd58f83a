namespace CommitmentTracker.Http;

/// <summary>
/// Routes whose handlers are bound at their first request: the framework compiles code for each, which for all of them takes longer than
/// the rest of the start. What routing and the contract know of them is there from the start.
/// </summary>
internal static class LazyRoutes
{
    public static RouteHandlerBuilder Get(this IEndpointRouteBuilder routes, string pattern, Delegate handler) =>
        routes.Map(pattern, handler, HttpMethods.Get);

    public static RouteHandlerBuilder Post(this IEndpointRouteBuilder routes, string pattern, Delegate handler) =>
        routes.Map(pattern, handler, HttpMethods.Post);

    public static RouteHandlerBuilder Put(this IEndpointRouteBuilder routes, string pattern, Delegate handler) =>
        routes.Map(pattern, handler, HttpMethods.Put);

    public static RouteHandlerBuilder Patch(this IEndpointRouteBuilder routes, string pattern, Delegate handler) =>
        routes.Map(pattern, handler, HttpMethods.Patch);

    public static RouteHandlerBuilder Delete(this IEndpointRouteBuilder routes, string pattern, Delegate handler) =>
        routes.Map(pattern, handler, HttpMethods.Delete);

    private static RouteHandlerBuilder Map(this IEndpointRouteBuilder routes, string pattern, Delegate handler, string method) =>
        RouteHandlerServices.Map(routes, pattern, handler, [method], RequestDelegateFactory.InferMetadata, Bind);

    private static RequestDelegateResult Bind(
        Delegate handler,
        RequestDelegateFactoryOptions options,
        RequestDelegateMetadataResult? metadata
    )
    {
        var bound = new BoundHandler(() => RequestDelegateFactory.Create(handler, options, metadata).RequestDelegate);
        options.EndpointBuilder!.Metadata.Add(bound);
        return new RequestDelegateResult(context => bound.Delegate(context), [.. options.EndpointBuilder.Metadata]);
    }
}

/// <summary>The handler of an endpoint, with its arguments bound and its filters around it, made when it is first asked for.</summary>
internal sealed class BoundHandler(Func<RequestDelegate> make)
{
    private readonly Lazy<RequestDelegate> made = new(make);

    public RequestDelegate Delegate => made.Value;
}
