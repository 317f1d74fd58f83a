using CommitmentTracker.Domain;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace CommitmentTracker.OpenApi;

/// <summary>The contract: made from the code, served, shown, and kept equal to openapi.yaml by a test.</summary>
internal static class OpenApiSetup
{
    public static IServiceCollection AddContract(this IServiceCollection services)
    {
        services.AddEndpointsApiExplorer().DescribeEndpointsForContract();
        services.AddSingleton<ContractText>();
        services.AddSwaggerGen(Describe);
        return services;
    }

    /// <summary>The framework's own way to describe endpoints, over those that say all of themselves.</summary>
    private static void DescribeEndpointsForContract(this IServiceCollection services)
    {
        var framework = services.Single(service => service.ServiceType == typeof(IApiDescriptionProvider));
        services.Remove(framework);
        services.AddTransient(provider =>
            (IApiDescriptionProvider)
                ActivatorUtilities.CreateInstance(
                    provider,
                    framework.ImplementationType!,
                    new DescribedEndpoints(provider.GetRequiredService<EndpointDataSource>(), provider)
                )
        );
    }

    private static void Describe(SwaggerGenOptions options)
    {
        options.SwaggerDoc(ContractInfo.DocumentName, ContractInfo.Create());
        options.CustomSchemaIds(SchemaNames.Of);
        options.SupportNonNullableReferenceTypes();
        options.DescribeAllParametersInCamelCase();
        options.IncludeXmlComments(typeof(OpenApiSetup).Assembly);
        options.OrderActionsBy(action => $"{action.RelativePath} {MethodOrder(action.HttpMethod)}");
        options.MapType<DateOnly>(() =>
            new OpenApiSchema
            {
                Type = JsonSchemaType.String,
                Format = "date",
                Pattern = DayRange.Pattern,
            }
        );
        options.MapType<System.Text.Json.Nodes.JsonNode>(() => new OpenApiSchema());
        options.AddSecurityDefinition(Security.SchemeName, Security.Scheme);
        options.SchemaFilter<EnumSchemas>();
        options.SchemaFilter<MemberSchemas>();
        options.SchemaFilter<MergePatchSchemas>();
        options.SchemaFilter<ValidatedSchemas>();
        options.SchemaFilter<SparseSchemas>();
        options.SchemaFilter<ClosedSchemas>();
        options.ParameterFilter<QuerySchemas>();
        options.OperationFilter<PathSchemas>();
        options.OperationFilter<Security>();
        options.OperationFilter<RequestHeaders>();
        options.OperationFilter<AnswerHeaders>();
        options.OperationFilter<Refusals>();
        options.OperationFilter<Examples>();
        options.DocumentFilter<DocumentExtras>();
    }

    private static int MethodOrder(string? method) => Array.IndexOf(["GET", "POST", "PUT", "PATCH", "DELETE"], method);
}
