namespace CommitmentTracker.Api;

/// <summary>The answers that a use case gives.</summary>
internal static class Answer
{
    private const string MediaType = "application/json; charset=utf-8";

    public static IResult Ok<T>(T value, long? version = null) => new BytesAnswer(Json(value), MediaType) { Version = version };

    /// <summary>For who asks alone, with a key or without.</summary>
    public static IResult Private<T>(T value) => new BytesAnswer(Json(value), MediaType) { IsPrivate = true };

    /// <summary>A record as the bytes of its JSON, which were made before.</summary>
    public static IResult JsonBytes(byte[] body) => new BytesAnswer(body, MediaType);

    /// <summary>
    /// The bytes of a JSON value that may be answered again for as long as nothing changes that it depends on: to all who see as much as the caller, so that
    /// nothing else of the caller may be in it.
    /// </summary>
    public static IResult Live(byte[] body, CacheDependency dependency, long? version = null, string? link = null) =>
        new BytesAnswer(body, MediaType)
        {
            Dependency = dependency,
            Version = version,
            Link = link,
        };

    public static IResult Page<T>(T value, string? link) => new BytesAnswer(Json(value), MediaType) { Link = link };

    public static IResult Created<T>(T value, string location, long? version = null) => Created(Json(value), location, version);

    /// <summary>A record that was created, as the bytes that tell of it.</summary>
    public static IResult Created(byte[] body, string location, long? version) =>
        new BytesAnswer(body, MediaType)
        {
            Status = StatusCodes.Status201Created,
            Location = location,
            Version = version,
        };

    public static IResult Text(string text, string mediaType) =>
        new BytesAnswer(Encoding.UTF8.GetBytes(text), mediaType + "; charset=utf-8");

    public static IResult Refused(Refusal refusal) => new ProblemAnswer(refusal);

    public static byte[] Json<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, JsonSetup.Contract);
}

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
