using System.Reflection;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.Primitives;

namespace CommitmentTracker.OpenApi;

/// <summary>The endpoints of the service with all that the framework can tell of their handlers, which takes it too long for each start.</summary>
internal sealed class DescribedEndpoints(EndpointDataSource endpoints, IServiceProvider services) : EndpointDataSource
{
    public override IReadOnlyList<Endpoint> Endpoints => [.. endpoints.Endpoints.OfType<RouteEndpoint>().Select(Describe)];

    public override IChangeToken GetChangeToken() => endpoints.GetChangeToken();

    private Endpoint Describe(RouteEndpoint endpoint)
    {
        var described = new RouteEndpointBuilder(endpoint.RequestDelegate, endpoint.RoutePattern, endpoint.Order)
        {
            DisplayName = endpoint.DisplayName,
        };
        RequestDelegateFactory.InferMetadata(
            endpoint.Metadata.GetRequiredMetadata<MethodInfo>(),
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
