using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using BindingSource = Microsoft.AspNetCore.Mvc.ModelBinding.BindingSource;

namespace CommitmentTracker.Api.Contract;

/// <summary>
/// Describes each endpoint to the maker of the contract by its input and its answer. The framework's own way sees only what the library
/// maps, in which the route, the query and the comments are missing.
/// </summary>
internal sealed class EndpointDescriptions(EndpointDataSource endpoints) : IApiDescriptionProvider
{
    private static readonly EmptyModelMetadataProvider Models = new();

    public int Order => 0;

    public void OnProvidersExecuting(ApiDescriptionProviderContext context)
    {
        foreach (var endpoint in endpoints.Endpoints.OfType<RouteEndpoint>())
        {
            if (endpoint.Metadata.GetMetadata<EndpointDefinition>() is { } definition)
            {
                context.Results.Add(Describe(endpoint, definition));
            }
        }
    }

    public void OnProvidersExecuted(ApiDescriptionProviderContext context) { }

    private static ApiDescription Describe(RouteEndpoint endpoint, EndpointDefinition definition)
    {
        var shape = InputShape.Of(definition.ReqDtoType);
        var description = new ApiDescription
        {
            HttpMethod = definition.Verbs[0],
            RelativePath = endpoint.RoutePattern.RawText!.TrimStart('/').Replace(":guid", "", StringComparison.Ordinal),
            ActionDescriptor = new ActionDescriptor
            {
                DisplayName = endpoint.DisplayName,
                EndpointMetadata = [HandlerOf(definition.EndpointType), .. endpoint.Metadata.Where(each => each is not MethodInfo)],
            },
        };
        foreach (var member in shape.Route)
        {
            description.ParameterDescriptions.Add(Parameter(JsonName(member), member, BindingSource.Path));
        }

        foreach (var parameter in shape.Query)
        {
            description.ParameterDescriptions.Add(Parameter(parameter.Name, parameter.Property, BindingSource.Query));
        }

        if (endpoint.Metadata.GetMetadata<IAcceptsMetadata>() is { } accepts)
        {
            AddBody(description, accepts);
        }

        foreach (var answer in endpoint.Metadata.OfType<IProducesResponseTypeMetadata>().Where(each => each.StatusCode < 400))
        {
            AddAnswer(description, answer);
        }

        return description;
    }

    /// <summary>Where the summary and the remarks of an operation stand.</summary>
    private static MethodInfo HandlerOf(Type endpoint) =>
        endpoint.GetMethods().Single(method => method.Name == nameof(Endpoint<object>.HandleAsync) && method.DeclaringType == endpoint);

    private static ApiParameterDescription Parameter(string name, PropertyInfo member, BindingSource source) =>
        new()
        {
            Name = name,
            Source = source,
            Type = member.PropertyType,
            IsRequired = source == BindingSource.Path,
            ModelMetadata = Models.GetMetadataForProperty(member.DeclaringType!, member.Name),
            ParameterDescriptor = new ParameterDescriptor { Name = name, ParameterType = member.PropertyType },
        };

    private static void AddBody(ApiDescription description, IAcceptsMetadata accepts)
    {
        description.ParameterDescriptions.Add(
            new ApiParameterDescription
            {
                Name = "body",
                Source = BindingSource.Body,
                Type = accepts.RequestType!,
                IsRequired = true,
                ModelMetadata = Models.GetMetadataForType(accepts.RequestType!),
                ParameterDescriptor = new ParameterDescriptor { Name = "body", ParameterType = accepts.RequestType! },
            }
        );
        foreach (var mediaType in accepts.ContentTypes)
        {
            description.SupportedRequestFormats.Add(new ApiRequestFormat { MediaType = mediaType });
        }
    }

    private static void AddAnswer(ApiDescription description, IProducesResponseTypeMetadata answer)
    {
        var type = answer.Type ?? typeof(void);
        description.SupportedResponseTypes.Add(
            new ApiResponseType
            {
                StatusCode = answer.StatusCode,
                Type = type,
                ModelMetadata = Models.GetMetadataForType(type),
                ApiResponseFormats = [.. answer.ContentTypes.Select(mediaType => new ApiResponseFormat { MediaType = mediaType })],
            }
        );
    }

    private static string JsonName(PropertyInfo member) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(member.Name);
}
