using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace CommitmentTracker.OpenApi;

/// <summary>A reference to a schema says beside it only what the schema does not say itself.</summary>
internal sealed class PlainReferences : IDocumentFilter
{
    public void Apply(OpenApiDocument swaggerDoc, DocumentFilterContext context) =>
        new OpenApiWalker(new Visitor(swaggerDoc.Components!.Schemas!)).Walk(swaggerDoc);

    private sealed class Visitor(IDictionary<string, IOpenApiSchema> schemas) : OpenApiVisitorBase
    {
        public override void Visit(IOpenApiReferenceHolder referenceHolder)
        {
            if (
                referenceHolder is OpenApiSchemaReference { Reference: { Id: { } name, Description: { } said } reference }
                && schemas.TryGetValue(name, out var schema)
                && schema.Description == said
            )
            {
                reference.Description = null;
            }
        }
    }
}
