using CommitmentTracker.Http.Idempotency;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace CommitmentTracker.Http.Limits;

internal static class LimitsSetup
{
    private static readonly string[] Readable =
    [
        HeaderNames.ETag,
        HeaderNames.Link,
        HeaderNames.Location,
        HeaderNames.RetryAfter,
        "RateLimit",
        "RateLimit-Policy",
    ];

    private static readonly string[] Sendable =
    [
        HeaderNames.Authorization,
        HeaderNames.ContentType,
        HeaderNames.IfMatch,
        HeaderNames.IfNoneMatch,
        IdempotencyKey.HeaderName,
    ];

    public static WebApplicationBuilder AddLimits(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services
            .AddOptions<RateLimitOptions>()
            .BindConfiguration(RateLimitOptions.Section)
            .Validate(
                limits => limits is { PerMinuteForAddress: > 0, PerMinuteForCaller: > 0 },
                "RateLimits__PerMinuteForAddress and RateLimits__PerMinuteForCaller must be 1 or more; RateLimits__Enabled=false lifts the limits."
            );
        services
            .AddOptions<ProxyOptions>()
            .BindConfiguration(ProxyOptions.Section)
            .Validate(proxy => proxy.IsValid, "Proxy__Known must be IP addresses, by comma.");
        services.AddOptions<CorsOptions>().BindConfiguration(CorsOptions.Section);
        services.AddCors();
        services
            .AddOptions<Microsoft.AspNetCore.Cors.Infrastructure.CorsOptions>()
            .Configure<IOptions<CorsOptions>>((cors, options) => cors.AddDefaultPolicy(policy => Allow(policy, options.Value.List)));
        services
            .AddOptions<ForwardedHeadersOptions>()
            .Configure<IOptions<ProxyOptions>>(
                (forwarded, proxy) =>
                {
                    forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
                    // Through as many known proxies as there are, up to the first address that is not one of them.
                    forwarded.ForwardLimit = null;
                    forwarded.KnownIPNetworks.Clear();
                    forwarded.KnownProxies.Clear();
                    proxy.Value.Addresses.ToList().ForEach(forwarded.KnownProxies.Add);
                }
            );
        services.AddHsts(hsts => hsts.MaxAge = TimeSpan.FromDays(365));
        return builder;
    }

    /// <summary>Before anything looks at the caller's address or at whether the connection is secure.</summary>
    public static WebApplication UseProxies(this WebApplication app)
    {
        var proxy = app.Services.GetRequiredService<IOptions<ProxyOptions>>().Value;
        if (proxy.Addresses.Any())
        {
            app.UseForwardedHeaders();
        }

        if (proxy.RequireHttps)
        {
            app.UseHsts();
            app.UseHttpsRedirection();
        }

        return app;
    }

    private static void Allow(CorsPolicyBuilder policy, string[] origins)
    {
        policy.WithExposedHeaders(Readable);
        if (origins.Length == 0)
        {
            policy.AllowAnyOrigin().WithMethods(HttpMethods.Get, HttpMethods.Head).WithHeaders(HeaderNames.IfNoneMatch);
        }
        else
        {
            policy
                .WithOrigins(origins)
                .WithMethods(HttpMethods.Get, HttpMethods.Head, HttpMethods.Post, HttpMethods.Put, HttpMethods.Patch, HttpMethods.Delete)
                .WithHeaders(Sendable);
        }
    }
}
