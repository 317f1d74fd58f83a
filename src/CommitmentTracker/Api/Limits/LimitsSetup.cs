using System.Net;
using CommitmentTracker.Api.Health;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.HttpsPolicy;
using Microsoft.Net.Http.Headers;

namespace CommitmentTracker.Api.Limits;

internal static class LimitsSetup
{
    private const int UsualHttpsPort = 443;
    private const string OneYear = "max-age=31536000";

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
            .ValidateOnStart()
            .Validate(
                limits => limits is { PerMinuteForAddress: > 0, PerMinuteForCaller: > 0 },
                "RateLimits__PerMinuteForAddress and RateLimits__PerMinuteForCaller must be 1 or more; RateLimits__Enabled=false lifts the limits."
            );
        services
            .AddOptions<ProxyOptions>()
            .BindConfiguration(ProxyOptions.Section)
            .ValidateOnStart()
            .Validate(proxy => proxy.IsValid, "Proxy__Known must be IP addresses, by comma.")
            .Validate(proxy => proxy.IsPathBase, "Proxy__PathBase must be a path such as /tracker, without a slash at its end.");
        services
            .AddOptions<PublicAddressOptions>()
            .BindConfiguration(PublicAddressOptions.Section)
            .ValidateOnStart()
            .Validate(
                address => address.IsValid,
                "Http__PublicUrl must be an address such as https://tracker.example.org/tracker, without a query."
            )
            .Validate<IOptions<ProxyOptions>>(
                (address, proxy) =>
                    string.IsNullOrEmpty(address.PublicUrl)
                    || string.IsNullOrEmpty(proxy.Value.PathBase)
                    || address.Path == PathString.FromUriComponent(proxy.Value.PathBase),
                "Http__PublicUrl must end with the path in Proxy__PathBase where both are set."
            );
        services
            .AddOptions<CorsOptions>()
            .BindConfiguration(CorsOptions.Section)
            .ValidateOnStart()
            .Validate(
                cors => cors.IsValid,
                "Cors__Origins must be origins such as https://dashboard.example.org, by comma; without any, pages of every origin may read what is public."
            );
        services.AddSingleton<RateLimits>();
        services.AddCors();
        services
            .AddOptions<Microsoft.AspNetCore.Cors.Infrastructure.CorsOptions>()
            .Configure<IOptions<CorsOptions>>((cors, options) => cors.AddDefaultPolicy(policy => Allow(policy, options.Value.List)));
        services
            .AddOptions<ForwardedHeadersOptions>()
            .Configure<IOptions<ProxyOptions>>(
                (forwarded, proxy) =>
                {
                    forwarded.ForwardedHeaders =
                        ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedPrefix;
                    // Through as many known proxies as there are, up to the first address that is not one of them.
                    forwarded.ForwardLimit = null;
                    forwarded.KnownIPNetworks.Clear();
                    forwarded.KnownProxies.Clear();
                    proxy.Value.Addresses.ToList().ForEach(forwarded.KnownProxies.Add);
                }
            );
        services
            .AddOptions<HttpsRedirectionOptions>()
            .Configure<IConfiguration>((https, settings) => https.HttpsPort = NamesHttps(settings) ? null : UsualHttpsPort);
        return builder;
    }

    /// <summary>Before anything looks at the caller's address or at whether the connection is secure.</summary>
    public static WebApplication UseProxies(this WebApplication app)
    {
        if (ProxyOf(app).Addresses.Any())
        {
            app.UseForwardedHeaders();
        }

        if (PathBaseOf(app) is { HasValue: true } pathBase)
        {
            app.Use(
                (context, next) =>
                {
                    var request = context.Request;
                    request.PathBase = pathBase;
                    // A proxy may send the path base along, or have taken it off.
                    request.Path = request.Path.StartsWithSegments(pathBase, out var rest) ? rest : request.Path;
                    return next(context);
                }
            );
        }

        return app;
    }

    /// <summary>Where some origins may do more than others, every answer says so: also one that is given before the origin is looked at.</summary>
    public static WebApplication UseDifferenceByOrigin(this WebApplication app)
    {
        if (app.Services.GetRequiredService<IOptions<CorsOptions>>().Value.List.Length > 0)
        {
            app.Use(
                (context, next) =>
                {
                    context.Response.OnStarting(DifferByOrigin, context.Response);
                    return next(context);
                }
            );
        }

        return app;
    }

    public static IApplicationBuilder UseRateLimits(this IApplicationBuilder app)
    {
        var limits = app.ApplicationServices.GetRequiredService<RateLimits>();
        return app.Use((context, next) => limits.Admits(context) ? next(context) : limits.RefuseAsync(context));
    }

    /// <summary>Sends plain HTTP on, and keeps browsers from coming back with it. Health is told to whatever stands beside the service.</summary>
    public static WebApplication UseHttpsWhereRequired(this WebApplication app)
    {
        if (ProxyOf(app).RequireHttps)
        {
            app.Use(
                (context, next) =>
                {
                    // At the start of the answer: an error clears what was set before.
                    context.Response.OnStarting(StayWithHttps, context);
                    return next(context);
                }
            );
            app.UseWhen(context => !context.Request.Path.StartsWithSegments(HealthEndpoints.Root), branch => branch.UseHttpsRedirection());
        }

        return app;
    }

    private static PathString PathBaseOf(WebApplication app) =>
        ProxyOf(app).PathBase is { Length: > 0 } known
            ? PathString.FromUriComponent(known)
            : app.Services.GetRequiredService<IOptions<PublicAddressOptions>>().Value.Path;

    private static ProxyOptions ProxyOf(WebApplication app) => app.Services.GetRequiredService<IOptions<ProxyOptions>>().Value;

    /// <summary>Said also where the origin is not one of ours or there is none: what a cache keeps of that is not for a page of ours.</summary>
    private static Task DifferByOrigin(object state)
    {
        var headers = ((HttpResponse)state).Headers;
        if (!headers.GetCommaSeparatedValues(HeaderNames.Vary).Contains(HeaderNames.Origin, StringComparer.OrdinalIgnoreCase))
        {
            headers.Append(HeaderNames.Vary, HeaderNames.Origin);
        }

        return Task.CompletedTask;
    }

    private static Task StayWithHttps(object state)
    {
        var context = (HttpContext)state;
        if (context.Request.IsHttps)
        {
            context.Response.Headers.StrictTransportSecurity = OneYear;
        }

        return Task.CompletedTask;
    }

    /// <summary>Behind a proxy the service does not see where HTTPS is, and the framework would then send nobody on.</summary>
    private static bool NamesHttps(IConfiguration settings) =>
        settings["https_port"] is not null
        || settings["https_ports"] is not null
        || settings[WebHostDefaults.ServerUrlsKey]?.Contains("https:", StringComparison.OrdinalIgnoreCase) == true;

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

/// <summary>Which web pages of other origins may read from a browser.</summary>
internal sealed class CorsOptions
{
    public const string Section = "Cors";

    /// <summary>Origins whose pages may send a key, by comma. Without any, pages of every origin may read what is public, without a key.</summary>
    public string? Origins { get; set; }

    public string[] List => (Origins ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    public bool IsValid => List.All(IsOrigin);

    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var origin)
        && (origin.Scheme == Uri.UriSchemeHttps || origin.Scheme == Uri.UriSchemeHttp)
        && origin is { PathAndQuery: "/", Fragment: "", UserInfo: "" }
        && !text.Contains('*', StringComparison.Ordinal);
}

/// <summary>What stands between the service and its callers.</summary>
internal sealed class ProxyOptions
{
    public const string Section = "Proxy";

    /// <summary>Addresses of proxies whose X-Forwarded-For, -Proto and -Prefix are believed, by comma; nobody else's are.</summary>
    public string? Known { get; set; }

    /// <summary>Whether plain HTTP is sent on to HTTPS and browsers are told to stay there.</summary>
    public bool RequireHttps { get; set; }

    /// <summary>The path under which the proxy shows the service, such as /tracker; it may send that along or take it off.</summary>
    public string? PathBase { get; set; }

    public bool IsPathBase =>
        string.IsNullOrEmpty(PathBase)
        || (
            PathBase is ['/', not '/', ..] and [.., not '/']
            && Uri.IsWellFormedUriString(PathBase, UriKind.Relative)
            && !PathBase.AsSpan().ContainsAny('?', '#')
        );

    public IEnumerable<IPAddress> Addresses => Texts.Select(IPAddress.Parse);

    public bool IsValid => Texts.All(text => IPAddress.TryParse(text, out _));

    private string[] Texts => (Known ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
