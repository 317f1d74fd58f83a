using System.Collections.Concurrent;
using Microsoft.Extensions.Primitives;

namespace CommitmentTracker.Api.Caching;

/// <summary>An answer whose bytes and entity tag are known; whoever holds the tag gets a 304. It is packed once for each coding.</summary>
internal sealed class PreparedAnswer(ReadOnlyMemory<byte> body, string mediaType, string tag)
{
    /// <summary>Below this a packed answer saves no packet.</summary>
    private const int WorthPacking = 1024;

    private ConcurrentDictionary<ContentCoding, byte[]>? packed;

    public ReadOnlyMemory<byte> Body { get; } = body;

    /// <summary>The Link header, for the next page.</summary>
    public string? Link { get; init; }

    /// <summary>Whether it is for the holder of this address alone, key or none.</summary>
    public bool IsPrivate { get; init; }

    public int Status { get; init; } = StatusCodes.Status200OK;

    /// <summary>What a browser may load with it, where that is more than with every other answer.</summary>
    public string? ContentSecurityPolicy { get; init; }

    /// <summary>Whether it is a page, which differs by language and by who is signed in.</summary>
    public bool IsPage { get; init; }

    /// <summary>Only what is read: what a write answers may be a secret, whose length packing would tell of. A workbook is packed already.</summary>
    private bool MayBePacked(HttpRequest request) =>
        Body.Length >= WorthPacking
        && HttpMethods.IsGet(request.Method)
        && (mediaType.StartsWith("text/", StringComparison.Ordinal) || mediaType.StartsWith("application/", StringComparison.Ordinal))
        && !mediaType.StartsWith("application/vnd", StringComparison.Ordinal);

    /// <param name="context">The request that is answered.</param>
    /// <param name="cacheControl">How long it may be kept; unless said, it must be asked for again each time.</param>
    public Task SendAsync(HttpContext context, string? cacheControl = null)
    {
        var response = context.Response;
        var coding = MayBePacked(context.Request) ? ContentCoding.For(context.Request) : ContentCoding.Identity;
        var ownTag = coding.TagOf(tag);
        if (ContentSecurityPolicy is not null)
        {
            response.Headers.ContentSecurityPolicy = new StringValues(ContentSecurityPolicy);
        }

        if (IsPage)
        {
            // Without any, a browser would not say of a form on it where it comes from.
            response.Headers[SecurityHeaders.ReferrerPolicy] = "same-origin";
        }

        if (Link is not null)
        {
            response.Headers.Link = new StringValues(Link);
        }

        var isKnown = IsKnownByTag(context, ownTag, IsPrivate, IsPage);
        if (cacheControl is not null)
        {
            response.Headers.CacheControl = new StringValues(cacheControl);
        }

        if (isKnown)
        {
            return Task.CompletedTask;
        }

        var bytes = coding.IsIdentity ? Body : Packed(coding);
        response.StatusCode = Status;
        response.ContentType = mediaType;
        coding.Announce(response);
        response.ContentLength = bytes.Length;
        return response.Body.WriteAsync(bytes, context.RequestAborted).AsTask();
    }

    /// <summary>Says under which tag the answer may be kept, and whether the caller has kept it: then a 304 is all that there is to send.</summary>
    public static bool IsKnownByTag(HttpContext context, string tag, bool isPrivate, bool isPage = false)
    {
        context.Response.Headers.ETag = new StringValues(tag);
        CachePolicy.Apply(context, isPrivate, isPage);
        if (!HttpMethods.IsGet(context.Request.Method) || !EntityTag.IsKnownTo(context.Request, tag))
        {
            return false;
        }

        context.Response.StatusCode = StatusCodes.Status304NotModified;
        return true;
    }

    private byte[] Packed(ContentCoding coding)
    {
        var forms = packed ?? Interlocked.CompareExchange(ref packed, new(), null) ?? packed;
        return forms.GetOrAdd(coding, (each, from) => each.Pack(from.Span), Body);
    }
}
