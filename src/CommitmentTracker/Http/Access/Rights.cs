using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;
using CommitmentTracker.Http.Errors;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace CommitmentTracker.Http.Access;

/// <summary>Who may call an endpoint: declared there, enforced here, and shown in the contract.</summary>
internal static class Rights
{
    private const string ReadPolicy = "Read";

    /// <summary>For everybody while reading is public, else for every key.</summary>
    public static TBuilder OpenToReaders<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.RequireAuthorization(ReadPolicy);

    public static TBuilder OnlyFor<TBuilder>(this TBuilder endpoint, params Role[] roles)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint.RequireAuthorization(policy => policy.RequireRole(roles.Select(EnumCode.Of))).WithMetadata(new RolesMetadata(roles));

    public static IServiceCollection AddAccess(this IServiceCollection services)
    {
        services.AddSingleton<ApiKeys>().AddSingleton<BootstrapKey>();
        services
            .AddOptions<AccessOptions>()
            .BindConfiguration(AccessOptions.Section)
            .Validate(
                access => access.BootstrapKey is not { Length: < AccessOptions.BootstrapKeyMinLength },
                $"Access__BootstrapKey must have at least {AccessOptions.BootstrapKeyMinLength} characters, or not be set at all."
            );
        // The core alone: the full set-up also makes keys for cookies, which nothing here has.
        services.AddAuthenticationCore(options => options.DefaultScheme = ApiKeyAuthentication.SchemeName).AddWebEncoders();
        new AuthenticationBuilder(services).AddScheme<AuthenticationSchemeOptions, ApiKeyAuthentication>(
            ApiKeyAuthentication.SchemeName,
            null
        );
        services.AddAuthorization();
        services
            .AddOptions<AuthorizationOptions>()
            .Configure<IOptions<AccessOptions>>(
                (authorization, access) =>
                    authorization.AddPolicy(
                        ReadPolicy,
                        policy =>
                            policy.RequireAssertion(context =>
                                access.Value.PublicRead || context.User.Identity is { IsAuthenticated: true }
                            )
                    )
            );
        return services;
    }

    /// <summary>A key that is sent and not valid is refused even where none is needed: its holder should learn of it.</summary>
    public static IApplicationBuilder UseAccess(this IApplicationBuilder app) =>
        app.UseAuthentication()
            .Use(
                (context, next) =>
                    context.Request.Headers.ContainsKey(HeaderNames.Authorization) && context.User.Identity is not { IsAuthenticated: true }
                        ? context.ChallengeAsync()
                        : next(context)
            )
            .UseAuthorization();
}

/// <summary>The roles that an endpoint is for.</summary>
internal sealed record RolesMetadata(IReadOnlyList<Role> Roles);
