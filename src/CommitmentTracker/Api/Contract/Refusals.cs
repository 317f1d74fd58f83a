using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace CommitmentTracker.Api.Contract;

/// <summary>Every error that an operation may answer, by status, with its codes and what to do about each.</summary>
internal sealed class Refusals : IOperationFilter
{
    private static readonly ErrorCode[] OfAll =
    [
        ErrorCode.UnknownParameter,
        ErrorCode.BadRequest,
        ErrorCode.Unauthenticated,
        ErrorCode.TooManyRequests,
        ErrorCode.InternalError,
        ErrorCode.StoreBusy,
        ErrorCode.StoreUnavailable,
    ];
    private static readonly ErrorCode[] OfWrites =
    [
        ErrorCode.Conflict,
        ErrorCode.Forbidden,
        ErrorCode.InvalidHeader,
        ErrorCode.StorageFull,
        ErrorCode.OutcomeUnknown,
    ];
    private static readonly ErrorCode[] OfBodies =
    [
        ErrorCode.ValidationFailed,
        ErrorCode.MalformedBody,
        ErrorCode.BodyTooLarge,
        ErrorCode.UnsupportedMediaType,
    ];

    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        var schema = context.SchemaGenerator.GenerateSchema(typeof(Problem), context.SchemaRepository);
        foreach (var byStatus in CodesOf(operation, context).GroupBy(code => ErrorCatalogue.Of(code).Status).OrderBy(each => each.Key))
        {
            operation.Responses![$"{byStatus.Key}"] = Answer([.. byStatus.Distinct()], schema);
        }
    }

    private static IEnumerable<ErrorCode> CodesOf(OpenApiOperation operation, OperationFilterContext context)
    {
        var metadata = context.ApiDescription.ActionDescriptor.EndpointMetadata;
        var codes = OfAll.Concat(metadata.OfType<RefusalsMetadata>().SelectMany(each => each.Codes).Order());
        if (operation.Parameters?.Any(parameter => parameter.In == ParameterLocation.Query) == true)
        {
            codes = codes.Append(ErrorCode.InvalidParameter);
        }

        if (context.ApiDescription.HttpMethod != "GET")
        {
            codes = codes.Concat(OfWrites);
        }

        if (metadata.OfType<RolesMetadata>().Any())
        {
            codes = codes.Append(ErrorCode.Forbidden);
        }

        if (RequestHeaders.InputOf(context).Takes<IdempotencyKey>())
        {
            codes = codes.Append(ErrorCode.IdempotencyKeyReused);
        }

        return operation.RequestBody is null ? codes : codes.Concat(OfBodies);
    }

    private static OpenApiResponse Answer(IReadOnlyList<ErrorCode> codes, IOpenApiSchema schema)
    {
        var response = new OpenApiResponse
        {
            Description = string.Join("\n", codes.Select(code => $"`{EnumCode.Of(code)}`: {ErrorCatalogue.Of(code).WhatToDo}")),
            Content = new Dictionary<string, IOpenApiMediaType>
            {
                ["application/problem+json"] = new OpenApiMediaType { Schema = schema, Example = Example(codes[0]) },
            },
        };
        if (codes.Contains(ErrorCode.StoreBusy) || codes.Contains(ErrorCode.TooManyRequests))
        {
            response.Headers = new Dictionary<string, IOpenApiHeader> { ["Retry-After"] = RetryAfter() };
        }

        PartName.Give(response, RefusalNames.Of(codes));
        return response;
    }

    private static JsonObject Example(ErrorCode code)
    {
        var entry = ErrorCatalogue.Of(code);
        return new JsonObject
        {
            ["type"] = $"urn:commitment-tracker:problem:{EnumCode.Of(code)}",
            ["title"] = entry.Title,
            ["status"] = entry.Status,
            ["detail"] = entry.WhatToDo,
            ["code"] = EnumCode.Of(code),
            ["traceId"] = "4bf92f3577b34da6a3ce929d0e0e4736",
        };
    }

    private static OpenApiHeader RetryAfter() =>
        new()
        {
            Description = "After how many seconds to try again.",
            Required = true,
            Schema = new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "1" },
        };
}

/// <summary>
/// What an answer of one status is called that several operations give: after its codes, or after what is wrong with the request where
/// these are many.
/// </summary>
internal static class RefusalNames
{
    private static readonly (string Name, ErrorCode[] Codes)[] WithManyCodes =
    [
        ("BadRequest", [ErrorCode.UnknownParameter, ErrorCode.BadRequest]),
        ("BadHeader", [ErrorCode.UnknownParameter, ErrorCode.BadRequest, ErrorCode.InvalidHeader]),
        ("BadQuery", [ErrorCode.UnknownParameter, ErrorCode.BadRequest, ErrorCode.InvalidParameter]),
        ("BadPage", [ErrorCode.UnknownParameter, ErrorCode.BadRequest, ErrorCode.InvalidParameter, ErrorCode.InvalidCursor]),
        (
            "BadBody",
            [ErrorCode.UnknownParameter, ErrorCode.BadRequest, ErrorCode.InvalidHeader, ErrorCode.ValidationFailed, ErrorCode.MalformedBody]
        ),
        (
            "BadQueryOrBody",
            [
                ErrorCode.UnknownParameter,
                ErrorCode.BadRequest,
                ErrorCode.InvalidParameter,
                ErrorCode.InvalidHeader,
                ErrorCode.ValidationFailed,
                ErrorCode.MalformedBody,
            ]
        ),
        ("Unavailable", [ErrorCode.StoreBusy, ErrorCode.StoreUnavailable]),
        ("UnavailableToWrites", [ErrorCode.StoreBusy, ErrorCode.StoreUnavailable, ErrorCode.OutcomeUnknown]),
    ];

    public static string Of(IReadOnlyCollection<ErrorCode> codes) =>
        WithManyCodes.FirstOrDefault(each => codes.ToHashSet().SetEquals(each.Codes)).Name ?? string.Join("Or", codes);
}
