using System.Text.Json.Nodes;
using CommitmentTracker.Http;
using CommitmentTracker.Http.Endpoints;
using CommitmentTracker.Http.Queries;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace CommitmentTracker.OpenApi;

/// <summary>The headers that an operation gives beside its body.</summary>
internal sealed class AnswerHeaders : IOperationFilter
{
    public const string ExampleTag = "\"3-9b2f0a6c51d84e7f8a3b6c5d4e2f1a0b\"";

    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        var file = context.ApiDescription.ActionDescriptor.EndpointMetadata.OfType<FileMetadata>().SingleOrDefault();
        var isTagged = file is not { IsStreamed: true };
        if (context.ApiDescription.HttpMethod == "GET" && isTagged)
        {
            operation.Responses!["304"] = new OpenApiResponse
            {
                Description = "What you have still holds.",
                Headers = new Dictionary<string, IOpenApiHeader> { ["ETag"] = Tag() },
            };
        }

        foreach (var (status, answer) in operation.Responses!)
        {
            if (status is "200" or "201" && answer is OpenApiResponse { Content.Count: > 0 } response)
            {
                response.Description = status == "200" ? "As asked for." : "Created.";
                Describe(response, status, isTagged, context);
                if (file is not null)
                {
                    response.Headers!["Content-Disposition"] = FileName();
                }
            }
            else if (status == "204")
            {
                ((OpenApiResponse)answer).Description = "Done; there is nothing to say.";
            }

            AddLimits((OpenApiResponse)answer);
        }
    }

    private static void Describe(OpenApiResponse response, string status, bool isTagged, OperationFilterContext context)
    {
        response.Headers = new Dictionary<string, IOpenApiHeader>();
        if (isTagged)
        {
            response.Headers["ETag"] = Tag();
        }

        if (status == "201")
        {
            response.Headers["Location"] = new OpenApiHeader
            {
                Description = "Where the record is.",
                Required = true,
                Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "uri-reference" },
            };
        }

        if (Takes<WaitSeconds>(context))
        {
            response.Headers["Retry-After"] = new OpenApiHeader
            {
                Description = "After how many seconds to ask again.",
                Required = true,
                Schema = new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "0" },
                Example = JsonValue.Create(5),
            };
        }

        if (Takes<PageCursor>(context))
        {
            response.Headers["Link"] = new OpenApiHeader
            {
                Description = "The next page, `rel=\"next\"`; absent on the last one.",
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            };
        }
    }

    private static bool Takes<T>(OperationFilterContext context) =>
        context.ApiDescription.ParameterDescriptions.Any(parameter => parameter.ParameterDescriptor?.ParameterType == typeof(T));

    private static OpenApiHeader FileName() =>
        new()
        {
            Description = "That it is a file to keep, with a name for it.",
            Required = true,
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            Example = JsonValue.Create("attachment; filename=commitments-2026-11-21.csv"),
        };

    private static OpenApiHeader Tag() =>
        new()
        {
            Description = "Changes whenever a byte of the answer would. Of a record it begins with the version.",
            Required = true,
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            Example = JsonValue.Create(ExampleTag),
        };

    /// <summary>What is left of the caller's requests; absent where the limits are switched off.</summary>
    private static void AddLimits(OpenApiResponse response)
    {
        response.Headers ??= new Dictionary<string, IOpenApiHeader>();
        response.Headers["RateLimit-Policy"] = Limit("How many requests a caller has in how many seconds.", "\"minute\";q=3000;w=60");
        response.Headers["RateLimit"] = Limit("How many of them are left.", "\"minute\";r=2999");
    }

    private static OpenApiHeader Limit(string description, string example) =>
        new()
        {
            Description = description,
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            Example = JsonValue.Create(example),
        };
}
