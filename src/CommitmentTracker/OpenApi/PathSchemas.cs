using CommitmentTracker.Domain;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace CommitmentTracker.OpenApi;

/// <summary>The forms and examples of what stands in addresses.</summary>
internal sealed class PathSchemas : IOperationFilter
{
    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        foreach (var parameter in (operation.Parameters ?? []).OfType<OpenApiParameter>().Where(each => each.In == ParameterLocation.Path))
        {
            // A type of ours that reads a part of the address would have a schema of its own.
            var schema = parameter.Schema as OpenApiSchema ?? new OpenApiSchema { Type = JsonSchemaType.String };
            parameter.Schema = schema;
            switch (parameter.Name)
            {
                case "code":
                    schema.Pattern = CodeFor(context.ApiDescription.RelativePath!, out var example);
                    parameter.Example = example;
                    break;
                case "party":
                    schema.Pattern = Party.CodePattern;
                    parameter.Example = "VN";
                    break;
                case "number":
                    schema.Type = JsonSchemaType.Integer;
                    schema.Format = "int32";
                    schema.Minimum = "1";
                    parameter.Example = 1;
                    break;
                case "id":
                    parameter.Example = "019bc5a4-7c00-7000-8000-000000000001";
                    break;
            }
        }
    }

    private static string CodeFor(string path, out string example)
    {
        (var pattern, example) = path.Split('/')[2] switch
        {
            "commitments" => (Commitment.CodePattern, "HND-10"),
            "instruments" => (Commitment.CodePattern, "HANOI-2026"),
            "rounds" => (Round.CodePattern, "ADM-2026-ANNUAL"),
            "member-states" => ("^[A-Z]{2}$", "VN"),
            _ => (Party.CodePattern, "WG-AI"),
        };
        return pattern;
    }
}
