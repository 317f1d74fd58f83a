using CommitmentTracker.Api.Endpoints;
using CommitmentTracker.Features;
using CommitmentTracker.Features.Pages;
using CommitmentTracker.Tests.Support;
using FastEndpoints;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace CommitmentTracker.Tests.Http.Endpoints;

internal sealed class EndpointListTests
{
    /// <summary>What no class of an endpoint serves: how the service is, its figures, and the pages of the contract; beside these the pages for people.</summary>
    private static readonly string[] MappedByHand = ["/health/live", "/health/ready", "/metrics", "/openapi.json", "/openapi.yaml"];

    private static readonly string[] ForPeople =
    [
        "/",
        "/commitments",
        "/commitments.csv",
        "/commitments/{code}",
        "/matrix",
        "/deadlines",
        "/member-states/{code}",
        "/bodies/{code}",
        "/sign-in",
        "/sign-in",
        "/sign-in/provider",
        "/sign-in/return",
        "/sign-out",
        "/work",
        "/commitments/new",
        "/commitments/new",
        "/commitments/{code}/edit",
        "/commitments/{code}/edit",
        "/commitments/{code}/edit/deadline",
        "/commitments/{code}/edit/deadline",
        "/commitments/{code}/edit/owners",
        "/commitments/{code}/edit/owners",
        "/commitments/{code}/edit/milestones",
        "/commitments/{code}/edit/milestones",
        "/commitments/{code}/report",
        "/commitments/{code}/report",
        "/progress-updates/{id:guid}",
        "/progress-updates/{id:guid}",
        "/rounds",
        "/rounds/{code}",
        "/rounds/{code}/comparison",
        "/rounds/new",
        "/rounds/new",
        "/rounds/{code}/edit",
        "/rounds/{code}/edit",
        "/rounds/{code}/close",
        "/rounds/{code}/close",
        "/import",
        "/import",
        "/keys",
        "/keys",
        "/rounds/{code}/sheet.xlsx",
        "/rounds/{code}/report.html",
        "/rounds/{code}/report.csv",
        "/templates/commitments.csv",
        "/templates/commitments.xlsx",
        "/templates/progress-updates.csv",
        "/templates/progress-updates.xlsx",
        "/assets/{name}",
        "/language/{code}",
    ];

    private static readonly IReadOnlyList<Type> Written =
    [
        .. typeof(FeatureMap).Assembly.GetTypes().Where(type => type is { IsAbstract: false } && type.IsAssignableTo(typeof(BaseEndpoint))),
    ];

    [Test]
    public void Every_endpoint_that_is_written_is_in_the_list_and_nothing_else_is()
    {
        Assert.That(Written, Is.Not.Empty);
        Assert.That(FeatureMap.Endpoints, Is.EquivalentTo(Written));
    }

    [Test]
    public void Nothing_else_is_served_but_what_watches_and_what_describes_the_service()
    {
        using var service = TestService.Start(settings: [TestService.WithoutReferenceData, "Metrics:Enabled=true"]);
        var others = EndpointsOf(service).Where(endpoint => endpoint.Metadata.GetMetadata<EndpointDefinition>() is null);
        Assert.That(others.Select(endpoint => endpoint.RoutePattern.RawText), Is.EquivalentTo([.. MappedByHand, .. ForPeople]));
    }

    [Test]
    public void Without_pages_nothing_is_served_for_people()
    {
        using var service = TestService.Start(settings: [TestService.WithoutReferenceData, "Metrics:Enabled=true", "Pages:Enabled=false"]);
        var others = EndpointsOf(service).Where(endpoint => endpoint.Metadata.GetMetadata<EndpointDefinition>() is null);
        Assert.That(others.Select(endpoint => endpoint.RoutePattern.RawText), Is.EquivalentTo(MappedByHand));
    }

    [Test]
    public void Every_page_that_is_written_is_in_the_list_and_nothing_else_is()
    {
        var written = typeof(PageMap)
            .Assembly.GetTypes()
            .Where(type =>
                type.IsAssignableTo(typeof(SitePage)) && type.IsDefined(typeof(Microsoft.AspNetCore.Components.RouteAttribute), false)
            );
        Assert.That(written, Is.Not.Empty);
        Assert.That(PageMap.Pages, Is.EquivalentTo(written));
    }

    [Test]
    public void Every_endpoint_says_who_may_call_it()
    {
        using var service = TestService.Start(settings: TestService.WithoutReferenceData);
        foreach (var endpoint in EndpointsOf(service).Where(endpoint => endpoint.Metadata.GetMetadata<EndpointDefinition>() is not null))
        {
            var isForRoles = endpoint.Metadata.GetMetadata<RolesMetadata>() is not null;
            var isForReaders = endpoint.Metadata.GetMetadata<OpenToReadersMetadata>() is not null;
            var isForAll = endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null;
            Assert.That(new[] { isForRoles, isForReaders, isForAll }.Count(each => each), Is.EqualTo(1), endpoint.DisplayName);
        }
    }

    [Test]
    public void Every_endpoint_with_a_body_of_json_checks_it()
    {
        using var service = TestService.Start(settings: TestService.WithoutReferenceData);
        var withBody = EndpointsOf(service)
            .Select(endpoint => endpoint.Metadata.GetMetadata<EndpointDefinition>())
            .OfType<EndpointDefinition>()
            .Where(endpoint => InputShape.Of(endpoint.ReqDtoType).Body is not null)
            .ToList();
        Assert.That(withBody, Is.Not.Empty);
        Assert.That(withBody.Where(endpoint => endpoint.ValidatorType is null).Select(endpoint => endpoint.EndpointType), Is.Empty);
    }

    [Test]
    public void No_validator_takes_services_for_the_library_would_give_it_those_of_another_service()
    {
        var validators = typeof(FeatureMap)
            .Assembly.GetTypes()
            .Where(type => type is { IsAbstract: false } && type.IsAssignableTo(typeof(IValidator)));
        Assert.That(validators, Is.Not.Empty);
        Assert.That(validators.Where(type => type.GetConstructors().Any(each => each.GetParameters().Length > 0)), Is.Empty);
    }

    private static IEnumerable<RouteEndpoint> EndpointsOf(TestService service) =>
        service.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();
}
