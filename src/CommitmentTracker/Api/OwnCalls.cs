using Microsoft.AspNetCore.Http.Features;

namespace CommitmentTracker.Api;

/// <summary>
/// Calls an operation of the API for who is signed in on a page, within the process and by the way that every request takes: the same
/// credential, rights, validators, If-Match, Idempotency-Key and answers. So a form can do nothing that the API would not do.
/// </summary>
internal sealed class OwnCalls(IServiceScopeFactory scopes)
{
    public const string Json = "application/json";

    private RequestDelegate pipeline = _ => throw new InvalidOperationException("The service is not set up yet.");

    public RequestDelegate After(RequestDelegate next) => pipeline = next;

    public Task<OwnAnswer> SendAsync(
        HttpContext from,
        HttpMethod method,
        string path,
        JsonNode? body,
        string? tag = null,
        string? once = null
    ) =>
        SendAsync(
            from,
            new OwnCall(method, path)
            {
                Body = body is null ? default : JsonSerializer.SerializeToUtf8Bytes(body, JsonSetup.Contract),
                MediaType =
                    body is null ? null
                    : method == HttpMethod.Patch ? MergePatch.MediaType
                    : Json,
                Tag = tag,
                Once = once,
            }
        );

    public async Task<OwnAnswer> SendAsync(HttpContext from, OwnCall call)
    {
        // A scope of its own: what recognises a caller answers only once in each.
        await using var scope = scopes.CreateAsyncScope();
        using var body = new MemoryStream();
        var response = new Response(body);
        var features = new FeatureCollection();
        features.Set<IHttpRequestFeature>(RequestOf(from.Request, call));
        features.Set<IHttpResponseFeature>(response);
        features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(body));
        // The form was received within its own limit.
        features.Set<IHttpMaxRequestBodySizeFeature>(new BodySize());
        features.Set(from.Features.Get<IHttpConnectionFeature>());
        features.Set(from.Features.Get<LatestData>());
        var context = new DefaultHttpContext(features)
        {
            RequestServices = scope.ServiceProvider,
            RequestAborted = from.RequestAborted,
            TraceIdentifier = from.TraceIdentifier,
        };
        await pipeline(context);
        return new OwnAnswer(response.StatusCode, response.Headers, body.ToArray());
    }

    private static HttpRequestFeature RequestOf(HttpRequest from, OwnCall call)
    {
        var question = call.Path.IndexOf('?', StringComparison.Ordinal);
        var request = new HttpRequestFeature
        {
            Method = call.Method.Method,
            Scheme = from.Scheme,
            Protocol = from.Protocol,
            PathBase = from.PathBase.Value ?? "",
            Path = PathString.FromUriComponent(question < 0 ? call.Path : call.Path[..question]).Value!,
            QueryString = question < 0 ? "" : call.Path[question..],
            RawTarget = call.Path,
            Body = new MemoryStream(call.Body.ToArray(), writable: false),
        };
        var headers = request.Headers;
        headers.Host = from.Headers.Host;
        headers.Accept = Json;
        headers.Authorization = call.Secret is { } secret ? Bearer.Of(secret) : from.Headers.Authorization;
        if (call.MediaType is { } mediaType)
        {
            headers.ContentType = mediaType;
            headers.ContentLength = call.Body.Length;
        }

        if (call.Tag is { } tag)
        {
            headers.IfMatch = tag;
        }

        if (call.Once is { } once)
        {
            headers[IdempotencyKey.HeaderName] = once;
        }

        return request;
    }

    private sealed class BodySize : IHttpMaxRequestBodySizeFeature
    {
        public bool IsReadOnly => false;

        public long? MaxRequestBodySize { get; set; }
    }

    private sealed class Response(MemoryStream body) : HttpResponseFeature
    {
        public override bool HasStarted => body.Length > 0;
    }
}

/// <summary>What is asked of the API.</summary>
/// <param name="Method">The method.</param>
/// <param name="Path">The path, with the query that belongs to it.</param>
internal sealed record OwnCall(HttpMethod Method, string Path)
{
    public ReadOnlyMemory<byte> Body { get; init; }

    public string? MediaType { get; init; }

    /// <summary>The entity tag of the record as it was shown.</summary>
    public string? Tag { get; init; }

    /// <summary>The Idempotency-Key, by which what is sent twice is done once.</summary>
    public string? Once { get; init; }

    /// <summary>Another credential than that of the page's request.</summary>
    public string? Secret { get; init; }
}

/// <summary>What the API answered.</summary>
internal sealed record OwnAnswer(int Status, IHeaderDictionary Headers, byte[] Body)
{
    public bool Succeeded => Status < StatusCodes.Status300MultipleChoices;

    public JsonNode Json => JsonNode.Parse(Body)!;

    /// <summary>Why it was refused; null where it was not.</summary>
    public Problem? Problem => Succeeded ? null : JsonSerializer.Deserialize<Problem>(Body, JsonSetup.Problems);
}

internal static class OwnCallsSetup
{
    /// <summary>All that comes after it is what an own call passes.</summary>
    public static IApplicationBuilder UseOwnCalls(this IApplicationBuilder app) =>
        app.Use(app.ApplicationServices.GetRequiredService<OwnCalls>().After);
}
