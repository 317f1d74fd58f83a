using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace CommitmentTracker.Http.Caching;

/// <summary>Every read may be kept and must be asked for again; what a key opened is nobody else's to keep.</summary>
internal static class CachePolicy
{
    private static readonly StringValues Differing = $"{HeaderNames.Authorization}, {HeaderNames.AcceptEncoding}";

    public static void Apply(HttpContext context, bool isPrivate = false)
    {
        var isPublic = !isPrivate && !context.Request.Headers.ContainsKey(HeaderNames.Authorization);
        context.Response.Headers.CacheControl =
            !HttpMethods.IsGet(context.Request.Method) ? "no-store"
            : isPublic ? "public, no-cache"
            : "private, no-cache";
        context.Response.Headers.Vary = Differing;
    }
}
