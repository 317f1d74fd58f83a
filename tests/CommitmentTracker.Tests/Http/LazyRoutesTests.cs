using System.Reflection;
using CommitmentTracker.Http;
using CommitmentTracker.Tests.Support;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace CommitmentTracker.Tests.Http;

/// <summary>What the start does not look at any more: an endpoint that is put together wrongly shows only when its handler is bound.</summary>
internal sealed class LazyRoutesTests
{
    [Test]
    public void Every_handler_waits_for_its_first_request_and_can_be_bound_then()
    {
        using var service = TestService.Start(settings: [TestService.WithoutReferenceData, "Metrics:Enabled=true"]);
        Assert.Multiple(() =>
        {
            var endpoints = service.Services.GetRequiredService<EndpointDataSource>().Endpoints;
            foreach (var endpoint in endpoints.Where(endpoint => endpoint.Metadata.GetMetadata<MethodInfo>() is not null))
            {
                var handler = endpoint.Metadata.GetMetadata<BoundHandler>();
                Assert.That(handler, Is.Not.Null, $"{endpoint.DisplayName} is not mapped by {nameof(LazyRoutes)}.");
                Assert.That(() => handler?.Delegate, Throws.Nothing, endpoint.DisplayName);
            }
        });
    }
}
