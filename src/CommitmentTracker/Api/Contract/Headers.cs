using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace CommitmentTracker.Api.Contract;

/// <summary>The headers that an operation gives beside its body.</summary>
internal sealed class AnswerHeaders : IOperationFilter
{
    public const string ExampleTag = "\"3-9b2f0a6c51d84e7f8a3b6c5d4e2f1a0b\"";

    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        var file = FileOf(context);
        var isTagged = file is not { IsStreamed: true };
        if (IsTaggedRead(context))
        {
            var notModified = new OpenApiResponse
            {
                Description = "Not modified: the answer that you have is still current.",
                Headers = new Dictionary<string, IOpenApiHeader> { ["ETag"] = Tag() },
            };
            PartName.Give(notModified, "NotModified");
            operation.Responses!["304"] = notModified;
        }

        foreach (var (status, answer) in operation.Responses!)
        {
            if (status is "200" or "201" && answer is OpenApiResponse { Content.Count: > 0 } response)
            {
                response.Description = status == "201" ? "The record was created." : WhatIsIn(response, file, context);
                Describe(response, status, isTagged, context);
                if (file is not null)
                {
                    response.Headers!["Content-Disposition"] = FileName();
                }
            }
            else if (status == "204")
            {
                ((OpenApiResponse)answer).Description = "Done. The answer has no body.";
                PartName.Give((OpenApiResponse)answer, "NoContent");
            }

            AddLimits((OpenApiResponse)answer);
        }
    }

    /// <summary>A read whose answer has an entity tag; what is streamed has none, as its end is not known when it begins.</summary>
    public static bool IsTaggedRead(OperationFilterContext context) =>
        context.ApiDescription.HttpMethod == "GET" && FileOf(context) is not { IsStreamed: true };

    private static FileMetadata? FileOf(OperationFilterContext context) =>
        context.ApiDescription.ActionDescriptor.EndpointMetadata.OfType<FileMetadata>().SingleOrDefault();

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
                Description = "The address of the new record.",
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

    /// <summary>What the schema says of itself; a file tells by its type what it is.</summary>
    private static string WhatIsIn(OpenApiResponse response, FileMetadata? file, OperationFilterContext context)
    {
        var (mediaType, content) = response.Content!.First();
        var record = (content.Schema as OpenApiSchemaReference)?.Reference.Id;
        var said = record is null ? null : context.SchemaRepository.Schemas[record].Description;
        return said ?? (file is null ? $"The document, as `{mediaType}`." : $"The file, as `{mediaType}`.");
    }

    private static bool Takes<T>(OperationFilterContext context) =>
        context.ApiDescription.ParameterDescriptions.Any(parameter => parameter.ParameterDescriptor?.ParameterType == typeof(T));

    private static OpenApiHeader FileName() =>
        new()
        {
            Description = "Says that this is a file to save, and suggests a name for it.",
            Required = true,
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            Example = JsonValue.Create("attachment; filename=commitments-2026-11-21.csv"),
        };

    private static OpenApiHeader Tag() =>
        new()
        {
            Description =
                "The version of this answer: it changes whenever a byte of the answer does. That of a record begins with the record's version.",
            Required = true,
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            Example = JsonValue.Create(ExampleTag),
        };

    /// <summary>What is left of the caller's requests; absent where the limits are switched off.</summary>
    private static void AddLimits(OpenApiResponse response)
    {
        response.Headers ??= new Dictionary<string, IOpenApiHeader>();
        response.Headers["RateLimit-Policy"] = Limit("How many requests a caller may send, in how many seconds.", "\"minute\";q=3000;w=60");
        response.Headers["RateLimit"] = Limit("How many requests the caller has left for now.", "\"minute\";r=2999");
    }

    private static OpenApiHeader Limit(string description, string example) =>
        new()
        {
            Description = description,
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            Example = JsonValue.Create(example),
        };
}

/// <summary>The headers that an operation takes beside its parameters.</summary>
internal sealed class RequestHeaders : IOperationFilter
{
    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        operation.Parameters ??= [];
        var input = InputOf(context);
        if (AnswerHeaders.IsTaggedRead(context))
        {
            operation.Parameters.Add(
                Header(
                    "If-None-Match",
                    "The `ETag` of the answer that you already have. While it is current, the answer is 304 without a body."
                )
            );
        }

        if (input.Takes<IfMatch>())
        {
            operation.Parameters.Add(
                Header(
                    "If-Match",
                    "The `ETag` of the record as you read it, or `*` for whatever version there is. Without it the answer is 428. Its "
                        + "weak form `W/\"…\"`, which a proxy that compresses makes of it, counts as the tag: the version in it says all that "
                        + "a change must know."
                )
            );
        }

        if (input.Takes<IdempotencyKey>())
        {
            operation.Parameters.Add(RetryKey());
        }
    }

    public static InputShape InputOf(OperationFilterContext context) =>
        InputShape.Of(context.ApiDescription.ActionDescriptor.EndpointMetadata.OfType<EndpointDefinition>().Single().ReqDtoType);

    private static OpenApiParameter Header(string name, string description) =>
        new()
        {
            Name = name,
            In = ParameterLocation.Header,
            Description = description,
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            Example = JsonValue.Create(AnswerHeaders.ExampleTag),
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
