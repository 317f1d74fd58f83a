using Microsoft.Net.Http.Headers;

namespace CommitmentTracker.Http;

/// <summary>HEAD works wherever GET does: it is handled as one, and the server sends the headers alone.</summary>
internal static class HeadRequests
{
    public static IApplicationBuilder UseHeadAsGet(this IApplicationBuilder app) =>
        app.Use(
            (context, next) =>
            {
                context.Response.OnStarting(AllowHeadWithGet, context.Response);
                if (HttpMethods.IsHead(context.Request.Method))
                {
                    context.Request.Method = HttpMethods.Get;
                    context.Response.Body = Stream.Null;
                }

                return next(context);
            }
        );

    private static Task AllowHeadWithGet(object state)
    {
        var headers = ((HttpResponse)state).Headers;
        var allow = headers[HeaderNames.Allow].ToString();
        if (allow.Contains(HttpMethods.Get, StringComparison.Ordinal) && !allow.Contains(HttpMethods.Head, StringComparison.Ordinal))
        {
            headers[HeaderNames.Allow] = allow.Replace(HttpMethods.Get, "GET, HEAD", StringComparison.Ordinal);
        }

        return Task.CompletedTask;
    }
}
