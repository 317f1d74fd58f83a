using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.Primitives;

namespace CommitmentTracker.Api.Endpoints;

/// <summary>
/// FastEndpoints as this service wants it. The library keeps its settings once for the process, whatever services run in it: so they are
/// constant here, and nothing in them captures anything of a service.
/// </summary>
internal static class EndpointSetup
{
    private static readonly InputCheck Check = new();

    private static readonly AnswerMetadata Usual = new(StatusCodes.Status200OK, EndpointDeclarations.Json);

    public static IServiceCollection AddEndpoints(this IServiceCollection services, List<Type> endpoints)
    {
        // Before the library's own, which stand back for what is there.
        services.AddSingleton(typeof(IRequestBinder<>), typeof(InputReader<>)).AddSingleton<IEndpointFactory, EndpointMaker>();
        return services.AddFastEndpoints(endpoints);
    }

    public static void MapEndpoints(this IEndpointRouteBuilder app, string root) =>
        app.MapFastEndpoints(library =>
        {
            library.Endpoints.RoutePrefix = root.Trim('/');
            library.Endpoints.ShortNames = true;
            library.Endpoints.AllowEmptyRequestDtos = true;
            library.Endpoints.Configurator = Configure;
            library.Serializer.RequestDeserializer = (request, type, _, cancellation) => JsonBody.ReadAsync(request, type, cancellation);
            // Else the library takes a JSON fault of a handler for one of the request.
            library.Binding.JsonExceptionTransformer = null;
            // The service has its own, for every validator.
            library.Validation.UsePropertyNamingPolicy = false;
            library.Errors.ProducesMetadataType = null;
        });

    private static void Configure(EndpointDefinition endpoint)
    {
        endpoint.DontThrowIfValidationFails();
        endpoint.PreProcessors(Order.Before, Check);
        endpoint.Description(builder => Describe(builder, endpoint), clearDefaults: true);
    }

    private static void Describe(RouteHandlerBuilder builder, EndpointDefinition endpoint)
    {
        var said = endpoint.EndpointMetadata ?? [];
        var answer = said.OfType<AnswerMetadata>().SingleOrDefault() ?? Usual;
        builder.WithMetadata(
            answer.MediaType is { } mediaType
                ? new ProducesResponseTypeMetadata(answer.Status, endpoint.ResDtoType, [mediaType])
                : new ProducesResponseTypeMetadata(answer.Status)
        );
        var shape = InputShape.Of(endpoint.ReqDtoType);
        if (shape.Body is { } body)
        {
            builder.Accepts(body.PropertyType, EndpointDeclarations.Json);
        }
        else if (shape.MemberOf(typeof(MergePatch<>)) is { } patch)
        {
            builder.Accepts(patch, MergePatch.MediaType);
        }
        else if (said.OfType<FileBodyMetadata>().SingleOrDefault() is { } file)
        {
            builder.WithMetadata(new AcceptsMetadata([.. file.MediaTypes], typeof(Stream)));
        }

        if (said.OfType<OpenToReadersMetadata>().Any())
        {
            // The library would demand a known caller beside any policy.
            builder.Finally(made =>
            {
                foreach (var demand in made.Metadata.OfType<IAuthorizeData>().ToList())
                {
                    made.Metadata.Remove(demand);
                }

                made.Metadata.Add(new AuthorizeAttribute(Rights.ReadPolicy));
            });
        }
    }
}

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
