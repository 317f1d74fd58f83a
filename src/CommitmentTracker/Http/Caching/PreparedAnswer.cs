using Microsoft.Extensions.Primitives;

namespace CommitmentTracker.Http.Caching;

/// <summary>An answer whose bytes and entity tag are known; whoever holds the tag gets a 304.</summary>
internal sealed record PreparedAnswer(ReadOnlyMemory<byte> Body, string MediaType, string Tag)
{
    /// <summary>The Link header, for the next page.</summary>
    public string? Link { get; init; }

    /// <summary>Whether it is for the holder of this address alone, key or none.</summary>
    public bool IsPrivate { get; init; }

    public int Status { get; init; } = StatusCodes.Status200OK;

    public Task SendAsync(HttpContext context)
    {
        var response = context.Response;
        response.Headers.ETag = new StringValues(Tag);
        CachePolicy.Apply(context, IsPrivate);
        if (Link is not null)
        {
            response.Headers.Link = new StringValues(Link);
        }

        if (HttpMethods.IsGet(context.Request.Method) && EntityTag.IsKnownTo(context.Request, Tag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        response.StatusCode = Status;
        response.ContentType = MediaType;
        response.ContentLength = Body.Length;
        return response.Body.WriteAsync(Body, context.RequestAborted).AsTask();
    }
}
