using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace CommitmentTracker.Api.Contract;

/// <summary>
/// Examples from the files beside this one, named after the operation: a request that the service takes, and an answer that it gave.
/// Tests send the one and compare the other.
/// </summary>
internal sealed class Examples : IOperationFilter
{
    private const string Folder = "examples/";

    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        var request = operation.RequestBody?.Content?.Values.OfType<OpenApiMediaType>().FirstOrDefault();
        var answer = operation
            .Responses?.FirstOrDefault(response => response.Key is "200" or "201")
            .Value?.Content?.Values.OfType<OpenApiMediaType>();
        Attach(request, $"{operation.OperationId}.request.json");
        Attach(answer?.FirstOrDefault(), $"{operation.OperationId}.response.json");
    }

    private static void Attach(OpenApiMediaType? content, string file)
    {
        using var stream = typeof(Examples).Assembly.GetManifestResourceStream(Folder + file);
        if (content is not null && stream is not null)
        {
            content.Example = JsonNode.Parse(stream);
        }
    }
}
