using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace CommitmentTracker.OpenApi;

/// <summary>A record has the members that the contract names and no others, coming and going.</summary>
internal sealed class ClosedSchemas : ISchemaFilter
{
    public void Apply(IOpenApiSchema schema, SchemaFilterContext context)
    {
        if (schema is OpenApiSchema { Properties.Count: > 0 } record)
        {
            record.AdditionalPropertiesAllowed = false;
        }
    }
}
