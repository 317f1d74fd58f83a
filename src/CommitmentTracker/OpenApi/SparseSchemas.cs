using System.Reflection;
using CommitmentTracker.Http.Queries;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace CommitmentTracker.OpenApi;

/// <summary>Items of which the caller may ask for some members only: all but the code may be missing.</summary>
internal sealed class SparseSchemas : ISchemaFilter
{
    public void Apply(IOpenApiSchema schema, SchemaFilterContext context)
    {
        if (context.Type.GetCustomAttribute<SparseAttribute>() is not null && schema is OpenApiSchema sparse)
        {
            sparse.Required = new HashSet<string> { "code" };
        }
    }
}
