using System.Reflection;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.Primitives;

namespace CommitmentTracker.OpenApi;

/// <summary>The endpoints of the service with all that the framework can tell of their handlers, which takes it too long for each start.</summary>
internal sealed class DescribedEndpoints(EndpointDataSource endpoints, IServiceProvider services) : EndpointDataSource
{
    public override IReadOnlyList<Endpoint> Endpoints =>
        [
            .. from endpoint in endpoints.Endpoints.OfType<RouteEndpoint>()
            let handler = endpoint.Metadata.GetMetadata<MethodInfo>()
            where handler is not null
            select Describe(endpoint, handler),
        ];

    public override IChangeToken GetChangeToken() => endpoints.GetChangeToken();

    private Endpoint Describe(RouteEndpoint endpoint, MethodInfo handler)
    {
        var described = new RouteEndpointBuilder(endpoint.RequestDelegate, endpoint.RoutePattern, endpoint.Order)
        {
            DisplayName = endpoint.DisplayName,
        };
        RequestDelegateFactory.InferMetadata(
            handler,
            new RequestDelegateFactoryOptions
            {
                ServiceProvider = services,
                RouteParameterNames = endpoint.RoutePattern.Parameters.Select(parameter => parameter.Name),
                EndpointBuilder = described,
            }
        );
        // After what is inferred: what an endpoint says of itself counts for more.
        foreach (var said in endpoint.Metadata)
        {
            described.Metadata.Add(said);
        }

        return described.Build();
    }
}
