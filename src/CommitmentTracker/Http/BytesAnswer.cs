using CommitmentTracker.Http.Caching;

namespace CommitmentTracker.Http;

/// <summary>An answer whose bytes are known, with their entity tag; a read whose tag the caller holds is a 304.</summary>
internal sealed class BytesAnswer(ReadOnlyMemory<byte> body, string mediaType) : IResult
{
    public int Status { get; init; } = StatusCodes.Status200OK;

    /// <summary>The version of the record, which the tag carries so that If-Match can be held against it.</summary>
    public long? Version { get; init; }

    public string? Location { get; init; }

    /// <summary>The Link header, for the next page.</summary>
    public string? Link { get; init; }

    /// <summary>Whether it is for the holder of this address alone, key or none.</summary>
    public bool IsPrivate { get; init; }

    /// <summary>The name to keep the bytes under, where they are a file.</summary>
    public string? FileName { get; init; }

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        var tag = EntityTag.Of(body.Span, Version);
        response.Headers.ETag = tag;
        CachePolicy.Apply(httpContext, IsPrivate);
        if (Location is not null)
        {
            response.Headers.Location = Location;
        }

        if (FileName is not null)
        {
            response.Headers.ContentDisposition = $"attachment; filename={FileName}";
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
        response.ContentType = mediaType;
        response.ContentLength = body.Length;
        return response.Body.WriteAsync(body, httpContext.RequestAborted).AsTask();
    }
}
