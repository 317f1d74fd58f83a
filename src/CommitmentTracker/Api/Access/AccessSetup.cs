using CommitmentTracker.Api.Limits;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Net.Http.Headers;

namespace CommitmentTracker.Api.Access;

internal static class AccessSetup
{
    private const string AnyScheme = "Bearer";

    public static WebApplicationBuilder AddAccess(this WebApplicationBuilder builder)
    {
        var oidc = builder.Configuration.GetSection(OidcOptions.Section).Get<OidcOptions>() ?? new OidcOptions();
        var services = builder.Services;
        services.AddSingleton<ApiKeys>().AddSingleton<BootstrapKey>();
        services
            .AddOptions<AccessOptions>()
            .BindConfiguration(AccessOptions.Section)
            .ValidateOnStart()
            .Validate(
                access => access.BootstrapKey is null || AccessOptions.CanBeKey(access.BootstrapKey),
                $"Access__BootstrapKey must have at least {AccessOptions.BootstrapKeyMinLength} characters, all of ASCII and no space at either end, or not be set at all."
            )
            .Validate(
                access => oidc.Authority is null || access.BootstrapKey is null || !LooksLikeToken(access.BootstrapKey),
                "Access__BootstrapKey must not have two dots where Authentication__Schemes__Oidc__Authority is set: it would be taken for a token."
            )
            .Validate(
                _ => oidc.Authority is null || !string.IsNullOrWhiteSpace(oidc.Audience),
                "Authentication__Schemes__Oidc__Audience must be set where an Authority is: a token meant for another service opens nothing here."
            )
            .Validate(
                _ => oidc.Authority is null || oidc.HasAddress,
                "Authentication__Schemes__Oidc__Authority must be the address of the provider, beginning with https://."
            )
            .Validate(
                _ => oidc.HasRoles,
                $"Authentication__Schemes__Oidc__RoleNames must be pairs such as tracker-staff=secretariat, by comma, each name once, with the roles {string.Join(", ", EnumCode.All<Role>())}."
            )
            .Validate(_ => oidc.RefreshSeconds >= 1, "Authentication__Schemes__Oidc__RefreshSeconds must be 1 or more.")
            .Validate(
                _ => oidc.HasClient,
                "Authentication__Schemes__Oidc__ClientId must be what the provider in Authority knows the pages as, or not be set at all."
            )
            .Validate(
                _ => oidc.HasSecret,
                "Authentication__Schemes__Oidc__ClientSecret must be that of the client in ClientId, or not be set at all."
            )
            .Validate(_ => oidc.HasScope, "Authentication__Schemes__Oidc__Scope must be scopes with a space between, openid among them.")
            .Validate(_ => oidc.HasName, "Authentication__Schemes__Oidc__DisplayName must be a name, or not be set at all.");
        AddSchemes(services, oidc);
        services.AddAuthorization();
        services
            .AddOptions<AuthorizationOptions>()
            .Configure<IOptions<AccessOptions>>(
                (authorization, access) =>
                    authorization.AddPolicy(
                        Rights.ReadPolicy,
                        policy =>
                            policy.RequireAssertion(context =>
                                access.Value.PublicRead || context.User.Identity is { IsAuthenticated: true }
                            )
                    )
            );
        return builder;
    }

    /// <summary>A key that is sent and not valid is refused even where none is needed: its holder should learn of it.</summary>
    public static IApplicationBuilder UseAccess(this IApplicationBuilder app) =>
        app.UseAuthentication().UseRateLimits().UseMiddleware<RefusedLogins>().UseAuthorization();

    private static void AddSchemes(IServiceCollection services, OidcOptions oidc)
    {
        // The core alone: the full set-up also makes keys for cookies, which nothing here has.
        services.AddAuthenticationCore(options => options.DefaultScheme = AnyScheme).AddWebEncoders();
        services.AddSingleton<IAuthenticationConfigurationProvider, SchemeSettings>();
        var authentication = new AuthenticationBuilder(services);
        authentication
            .AddPolicyScheme(
                AnyScheme,
                null,
                options =>
                    options.ForwardDefaultSelector = context =>
                        oidc.Authority is not null && IsToken(context) ? Oidc.SchemeName : ApiKeyAuthentication.SchemeName
            )
            .AddScheme<AuthenticationSchemeOptions, ApiKeyAuthentication>(ApiKeyAuthentication.SchemeName, null);
        if (oidc.Authority is not null)
        {
            authentication.AddOidc(oidc);
        }
    }

    private static bool IsToken(HttpContext context)
    {
        var header = context.Request.Headers[HeaderNames.Authorization].ToString();
        return header.StartsWith(Bearer.Start, StringComparison.OrdinalIgnoreCase) && LooksLikeToken(header);
    }

    /// <summary>A token has three parts with dots between; no key of ours has a dot.</summary>
    public static bool LooksLikeToken(string text) => text.Count(each => each == '.') == 2;

    private sealed class SchemeSettings(IConfiguration configuration) : IAuthenticationConfigurationProvider
    {
        public IConfiguration AuthenticationConfiguration => configuration.GetSection("Authentication");
    }
}

internal sealed class AccessOptions
{
    public const string Section = "Access";
    public const int BootstrapKeyMinLength = 32;

    /// <summary>The first admin key. Without one, and when there is no key yet, one is made and printed once.</summary>
    public string? BootstrapKey { get; set; }

    /// <summary>Whether what is published can be read without a key.</summary>
    public bool PublicRead { get; set; } = true;

    /// <summary>Whether it is long enough and can travel in a header as it is.</summary>
    public static bool CanBeKey(string text) =>
        text.Length >= BootstrapKeyMinLength && text.Trim().Length == text.Length && text.All(each => each is >= ' ' and <= '~');
}

/// <summary>What a caller hears who is not known, or may not.</summary>
internal static class AccessAnswers
{
    public static Task ChallengeAsync(HttpContext context)
    {
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return new ProblemAnswer(
            new Refusal(
                ErrorCode.Unauthenticated,
                context.Request.Headers.ContainsKey(HeaderNames.Authorization)
                    ? "The key or token is not known, has expired or was revoked. Ask the secretariat for a new one."
                    : "This needs a key. Send it as Authorization: Bearer and the key."
            )
        ).ExecuteAsync(context);
    }

    /// <summary>The same as an answer of an endpoint.</summary>
    public static IResult Challenge { get; } = new Challenged();

    public static Task ForbidAsync(HttpContext context) =>
        new ProblemAnswer(new Refusal(ErrorCode.Forbidden, "Your key is valid, but its role does not have this right.")).ExecuteAsync(
            context
        );

    private sealed class Challenged : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) => ChallengeAsync(httpContext);
    }
}
