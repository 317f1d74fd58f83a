using CommitmentTracker.Http.Requests;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace CommitmentTracker.OpenApi;

/// <summary>A merge patch has the members of its record, none of them required; null takes an optional one away.</summary>
internal sealed class MergePatchSchemas : ISchemaFilter
{
    public void Apply(IOpenApiSchema schema, SchemaFilterContext context)
    {
        if (!IsPatch(context.Type, out var record) || schema is not OpenApiSchema patch)
        {
            return;
        }

        context.SchemaGenerator.GenerateSchema(record, context.SchemaRepository);
        var whole = (OpenApiSchema)context.SchemaRepository.Schemas[SchemaNames.Of(record)];
        patch.Type = JsonSchemaType.Object;
        patch.Description = $"The members to change of: {whole.Description}";
        patch.Properties = new Dictionary<string, IOpenApiSchema>(whole.Properties!);
        patch.AdditionalPropertiesAllowed = false;
    }

    public static bool IsPatch(Type type, out Type record)
    {
        var isPatch = type.IsGenericType && type.GetGenericTypeDefinition() == typeof(MergePatch<>);
        record = isPatch ? type.GetGenericArguments()[0] : type;
        return isPatch;
    }
}
