using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;

namespace CommitmentTracker.Http;

/// <summary>
/// Routes whose handlers are bound at their first request: the framework compiles code for each, which for all of them takes longer than
/// the rest of the start. Until then it knows of them what routing asks for; what the contract tells of them besides is made for it alone.
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
        RouteHandlerServices.Map(routes, pattern, handler, [method], MetadataForRouting, Bind);

    /// <summary>All that routing must know of a handler: whether there is JSON to read, so that anything else is refused.</summary>
    private static RequestDelegateMetadataResult MetadataForRouting(MethodInfo handler, RequestDelegateFactoryOptions? options)
    {
        var metadata = options!.EndpointBuilder!.Metadata;
        if (Array.Find(handler.GetParameters(), parameter => parameter.IsDefined(typeof(FromBodyAttribute))) is { } body)
        {
            metadata.Add(new AcceptsMetadata(["application/json"], body.ParameterType));
        }

        return new RequestDelegateMetadataResult { EndpointMetadata = [.. metadata] };
    }

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
