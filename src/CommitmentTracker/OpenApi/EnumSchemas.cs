using System.Text.Json.Nodes;
using CommitmentTracker.Domain;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace CommitmentTracker.OpenApi;

/// <summary>Enums as the codes that they are outside C#.</summary>
internal sealed class EnumSchemas : ISchemaFilter
{
    public void Apply(IOpenApiSchema schema, SchemaFilterContext context)
    {
        if (context.Type.IsEnum && schema is OpenApiSchema concrete)
        {
            concrete.Type = JsonSchemaType.String;
            concrete.Format = null;
            concrete.Enum = [.. CodesOf(context.Type).Select(code => (JsonNode)code)];
        }
    }

    public static IReadOnlyList<string> CodesOf(Type type) =>
        (IReadOnlyList<string>)typeof(EnumCode).GetMethod(nameof(EnumCode.All))!.MakeGenericMethod(type).Invoke(null, null)!;
}
