using System.Text.Json;
using CommitmentTracker.Domain;
using CommitmentTracker.Http.Errors;
using CommitmentTracker.Json;
using Microsoft.AspNetCore.Http.Features;

namespace CommitmentTracker.Http.Endpoints;

/// <summary>Reads a body of JSON, as strict as the contract.</summary>
internal static class JsonBody
{
    public static async ValueTask<object?> ReadAsync(HttpRequest request, Type type, CancellationToken cancellation)
    {
        if (request.HttpContext.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: false })
        {
            throw Refused("The request needs a body, and there is none.");
        }

        try
        {
            return await JsonSerializer.DeserializeAsync(request.Body, type, JsonSetup.Requests, cancellation)
                ?? throw Refused("The body must not be null.");
        }
        catch (JsonException fault)
        {
            throw new RefusalException(JsonFaults.Explain(fault));
        }
    }

    private static RefusalException Refused(string detail) => new(new Refusal(ErrorCode.MalformedBody, detail));
}
