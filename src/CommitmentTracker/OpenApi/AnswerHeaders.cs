using System.Text.Json.Nodes;
using CommitmentTracker.Http;
using CommitmentTracker.Http.Caching;
using CommitmentTracker.Http.Idempotency;
using CommitmentTracker.Http.Queries;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace CommitmentTracker.OpenApi;

/// <summary>The headers that an operation takes and gives beside its parameters.</summary>
internal sealed class AnswerHeaders : IOperationFilter
{
    private const string ExampleTag = "\"3-9b2f0a6c51d84e7f8a3b6c5d4e2f1a0b\"";

    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        operation.Parameters ??= [];
        var file = context.ApiDescription.ActionDescriptor.EndpointMetadata.OfType<FileMetadata>().SingleOrDefault();
        var isTagged = file is not { IsStreamed: true };
        if (context.ApiDescription.HttpMethod == "GET" && isTagged)
        {
            operation.Parameters.Add(
                Header("If-None-Match", "The `ETag` of the answer that you have; it is answered with 304 while it still holds.")
            );
            operation.Responses!["304"] = new OpenApiResponse
            {
                Description = "What you have still holds.",
                Headers = new Dictionary<string, IOpenApiHeader> { ["ETag"] = Tag() },
            };
        }

        var taken = context.MethodInfo.GetParameters().Select(parameter => parameter.ParameterType).ToHashSet();
        if (taken.Contains(typeof(IfMatch)))
        {
            operation.Parameters.Add(
                Header("If-Match", "The `ETag` of the record that you read, or `*` for whatever version there is. Without it 428.")
            );
        }

        if (taken.Contains(typeof(IdempotencyKey)))
        {
            operation.Parameters.Add(RetryKey());
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

        if (
            context.ApiDescription.ParameterDescriptions.Any(parameter =>
                parameter.ParameterDescriptor?.ParameterType == typeof(PageCursor)
            )
        )
        {
            response.Headers["Link"] = new OpenApiHeader
            {
                Description = "The next page, `rel=\"next\"`; absent on the last one.",
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            };
        }
    }

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

    private static OpenApiParameter Header(string name, string description) =>
        new()
        {
            Name = name,
            In = ParameterLocation.Header,
            Description = description,
            Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = 4000 },
            Example = JsonValue.Create(ExampleTag),
        };

    private static OpenApiParameter RetryKey() =>
        new()
        {
            Name = IdempotencyKey.HeaderName,
            In = ParameterLocation.Header,
            Description =
                "A key of your choice for this one request, such as a UUID. Sent again with the same body within 24 hours, it gets the first "
                + "answer again and creates nothing; with another body 422.",
            Schema = new OpenApiSchema
            {
                Type = JsonSchemaType.String,
                MinLength = 1,
                MaxLength = IdempotencyKey.MaxLength,
                Pattern = "^[!-~]+$",
            },
            Example = JsonValue.Create("8e03978e-40d5-43e8-bc93-6894a57f9324"),
        };
}
