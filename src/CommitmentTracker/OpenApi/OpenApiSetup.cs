using CommitmentTracker.Domain;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace CommitmentTracker.OpenApi;

/// <summary>The contract: made from the code, served, shown, and kept equal to openapi.yaml by a test.</summary>
internal static class OpenApiSetup
{
    public static IServiceCollection AddContract(this IServiceCollection services)
    {
        services.AddEndpointsApiExplorer();
        services.RemoveAll<IApiDescriptionProvider>().AddSingleton<IApiDescriptionProvider, EndpointDescriptions>();
        services.AddSingleton<ContractText>();
        services.AddSwaggerGen(Describe);
        return services;
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
        options.DocumentFilter<PlainReferences>();
        options.DocumentFilter<SharedParts>();
    }

    private static int MethodOrder(string? method) => Array.IndexOf(["GET", "POST", "PUT", "PATCH", "DELETE"], method);
}
