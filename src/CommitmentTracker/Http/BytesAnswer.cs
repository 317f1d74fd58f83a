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

    /// <summary>What it depends on, where it may be remembered.</summary>
    public CacheDependency? Dependency { get; init; }

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var headers = httpContext.Response.Headers;
        if (Location is not null)
        {
            headers.Location = httpContext.Request.PathBase + Location;
        }

        if (FileName is not null)
        {
            headers.ContentDisposition = $"attachment; filename={FileName}";
        }

        var answer = new PreparedAnswer(body, mediaType, EntityTag.Of(body.Span, Version))
        {
            Link = Link,
            IsPrivate = IsPrivate,
            Status = Status,
        };
        if (Dependency is not null)
        {
            httpContext.Features.Get<AnswerPlace>()?.Keep(answer, Dependency);
        }

        return answer.SendAsync(httpContext);
    }
}
