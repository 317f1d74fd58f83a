using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using FastEndpoints;

namespace CommitmentTracker.Http.Endpoints;

/// <summary>
/// Makes an endpoint with its services for a request. While endpoints are only mapped they are asked for their <c>Configure</c> alone and
/// get no services: to make all of them takes a third of the start.
/// </summary>
internal sealed class EndpointMaker : IEndpointFactory
{
    private readonly ConcurrentDictionary<Type, ObjectFactory> factories = new();

    public BaseEndpoint Create(EndpointDefinition definition, HttpContext ctx) =>
        (BaseEndpoint)(
            ctx.GetEndpoint() is null
                ? RuntimeHelpers.GetUninitializedObject(definition.EndpointType)
                : factories.GetOrAdd(definition.EndpointType, static type => ActivatorUtilities.CreateFactory(type, []))(
                    ctx.RequestServices,
                    null
                )
        );
}
