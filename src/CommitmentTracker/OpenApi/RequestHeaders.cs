using System.Text.Json.Nodes;
using CommitmentTracker.Http.Caching;
using CommitmentTracker.Http.Endpoints;
using CommitmentTracker.Http.Idempotency;
using FastEndpoints;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace CommitmentTracker.OpenApi;

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
