using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Net.Http.Headers;

namespace CommitmentTracker.Api;

/// <summary>How the server speaks: its limits, its JSON, its errors.</summary>
internal static class HttpSetup
{
    public const string DefaultUrl = "http://localhost:5080";

    public const int MaxBodyBytes = 1024 * 1024;

    /// <summary>
    /// The framework's own 240 bytes a second let a client that never reads hold an answer of a few hundred kilobytes for hours, and with
    /// an export the state of the database that it reads.
    /// </summary>
    private static readonly MinDataRate SlowestReading = new(bytesPerSecond: 8 * 1024, gracePeriod: TimeSpan.FromSeconds(10));

    public static WebApplicationBuilder AddHttp(this WebApplicationBuilder builder)
    {
        if (builder.Configuration[WebHostDefaults.ServerUrlsKey] is null && builder.Configuration["http_ports"] is null)
        {
            builder.WebHost.UseUrls(DefaultUrl);
        }

        builder.WebHost.ConfigureKestrel(server =>
        {
            server.AddServerHeader = false;
            server.Limits.MaxRequestBodySize = MaxBodyBytes;
            server.Limits.MaxConcurrentConnections = 2000;
            server.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
            server.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(120);
            server.Limits.MinResponseDataRate = SlowestReading;
        });
        builder.Services.AddExceptionHandler<ExceptionAnswers>().AddSingleton<RememberedAnswers>().AddSingleton<LaterPipeline>();
        builder
            .Services.AddOptions<CacheOptions>()
            .BindConfiguration(CacheOptions.Section)
            .ValidateOnStart()
            .Validate(cache => cache.AnswersMegabytes is >= 0 and <= 1024, "Cache__AnswersMegabytes must be from 0 to 1024.");
        return builder;
    }

    /// <summary>What stands on every answer, whoever gives it.</summary>
    public static WebApplication UseHttp(this WebApplication app)
    {
        app.UseHeadAsGet();
        app.UseSecurityHeaders();
        return app;
    }

    /// <summary>One form for all errors.</summary>
    public static WebApplication UseErrors(this WebApplication app)
    {
        app.UseStatusCodePages(EmptyErrors.AnswerAsync);
        app.UseExceptionHandler(
            new ExceptionHandlerOptions { ExceptionHandler = _ => Task.CompletedTask, SuppressDiagnosticsCallback = _ => true }
        );
        app.UseMiddleware<MediaTypes>();
        return app;
    }
}

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

internal static class SecurityHeaders
{
    public const string ReferrerPolicy = "Referrer-Policy";

    /// <summary>What a browser must not do with an answer of ours. Pages that need more say so themselves.</summary>
    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) =>
        app.Use(
            (context, next) =>
            {
                // At the start of the answer: an error clears what was set before.
                context.Response.OnStarting(Apply, context.Response);
                return next(context);
            }
        );

    private static Task Apply(object state)
    {
        var headers = ((HttpResponse)state).Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        if (!headers.ContainsKey(ReferrerPolicy))
        {
            headers[ReferrerPolicy] = "no-referrer";
        }

        if (headers.ContentSecurityPolicy.Count == 0)
        {
            headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
        }

        return Task.CompletedTask;
    }
}
