namespace CommitmentTracker.Api;

/// <summary>
/// A text that is made piece by piece and may be longer than anyone should hold in memory. Up to 2 MiB it is answered as any other; a
/// longer one is made once for its entity tag and once more while it is sent.
/// </summary>
/// <param name="pieces">The same each time that they are gone through.</param>
/// <param name="mediaType">What it is.</param>
internal sealed class PiecewiseAnswer(IEnumerable<byte[]> pieces, string mediaType) : IResult
{
    public const int MaxHeldBytes = 2 * 1024 * 1024;

    /// <summary>Whether it is for the holder of this address alone, key or none.</summary>
    public bool IsPrivate { get; init; }

    /// <summary>What it depends on, where it may be remembered.</summary>
    public CacheDependency? Dependency { get; init; }

    public Task ExecuteAsync(HttpContext httpContext)
    {
        using var held = new MemoryStream();
        foreach (var piece in pieces)
        {
            held.Write(piece);
            if (held.Length > MaxHeldBytes)
            {
                return SendAsync(httpContext);
            }
        }

        return new BytesAnswer(held.ToArray(), mediaType) { IsPrivate = IsPrivate, Dependency = Dependency }.ExecuteAsync(httpContext);
    }

    private async Task SendAsync(HttpContext context)
    {
        var (tag, length) = EntityTag.Of(pieces);
        var coding = ContentCoding.For(context.Request);
        if (PreparedAnswer.IsKnownByTag(context, coding.TagOf(tag), IsPrivate))
        {
            return;
        }

        var response = context.Response;
        response.ContentType = mediaType;
        response.ContentLength = coding.IsIdentity ? length : null;
        await using var body = coding.Over(response);
        foreach (var piece in pieces)
        {
            await body.WriteAsync(piece, context.RequestAborted);
        }
    }
}
