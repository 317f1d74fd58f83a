using CommitmentTracker.Http.Access;
using CommitmentTracker.Http.Requests;
using FastEndpoints;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Metadata;

namespace CommitmentTracker.Http.Endpoints;

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
