using System.Text.Json;
using CommitmentTracker.Http.Caching;
using CommitmentTracker.Json;

namespace CommitmentTracker.Http;

/// <summary>An answer in JSON, with the entity tag of its bytes; a read whose tag the caller holds is a 304.</summary>
internal sealed class JsonAnswer<T>(T value) : IResult
{
    private const string MediaType = "application/json; charset=utf-8";

    public int Status { get; init; } = StatusCodes.Status200OK;

    /// <summary>The version of the record, which the tag carries so that If-Match can be held against it.</summary>
    public long? Version { get; init; }

    public string? Location { get; init; }

    /// <summary>The Link header, for the next page.</summary>
    public string? Link { get; init; }

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(value, JsonSetup.Contract);
        var response = httpContext.Response;
        var tag = EntityTag.Of(body, Version);
        response.Headers.ETag = tag;
        CachePolicy.Apply(httpContext);
        if (Location is not null)
        {
            response.Headers.Location = Location;
        }

        if (Link is not null)
        {
            response.Headers.Link = Link;
        }

        if (HttpMethods.IsGet(httpContext.Request.Method) && EntityTag.IsKnownTo(httpContext.Request, tag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        response.StatusCode = Status;
        response.ContentType = MediaType;
        response.ContentLength = body.Length;
        return response.Body.WriteAsync(body).AsTask();
    }
}
