using System.Security.Claims;
using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.IdentityModel.Tokens;

namespace CommitmentTracker.Http.Access;

/// <summary>Knows a caller by a token of the OpenID Connect provider in the settings.</summary>
internal static class Oidc
{
    public const string SchemeName = "Oidc";

    private const string AskFirstSwitch = "Switch.Microsoft.IdentityModel.UpdateConfigAsBlocking";

    private static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ProviderPatience = TimeSpan.FromSeconds(5);

    /// <summary>Signatures that only the provider can make; with a shared secret anyone who verifies could also sign.</summary>
    private static readonly string[] Algorithms =
    [
        SecurityAlgorithms.RsaSha256,
        SecurityAlgorithms.RsaSha384,
        SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256,
        SecurityAlgorithms.EcdsaSha256,
        SecurityAlgorithms.EcdsaSha384,
    ];

    public static void AddOidc(this AuthenticationBuilder authentication, OidcOptions oidc)
    {
        // A token of a new key of the provider is judged after the provider was asked; without this the first is refused, and then it is asked.
        AppContext.SetSwitch(AskFirstSwitch, true);
        authentication.AddJwtBearer(
            SchemeName,
            options =>
            {
                options.MapInboundClaims = false;
                options.BackchannelTimeout = ProviderPatience;
                // A token of a key that is not known yet is a reason to ask the provider for its keys again, but not too often.
                options.RefreshOnIssuerKeyNotFound = true;
                options.RefreshInterval = TimeSpan.FromSeconds(oidc.RefreshSeconds);
                // Added to what the framework has read of its own settings: Authority, ValidIssuers and so on.
                var parameters = options.TokenValidationParameters;
                parameters.ValidAudience = oidc.Audience;
                parameters.ValidAlgorithms = Algorithms;
                parameters.ClockSkew = ClockSkew;
                parameters.RequireExpirationTime = true;
                parameters.RequireSignedTokens = true;
                parameters.ValidateIssuer = true;
                parameters.ValidateAudience = true;
                parameters.ValidateLifetime = true;
                options.Events = new JwtBearerEvents
                {
                    OnTokenValidated = context => BecomeCaller(context, oidc),
                    OnChallenge = context =>
                    {
                        context.HandleResponse();
                        return AccessAnswers.ChallengeAsync(context.HttpContext);
                    },
                    OnForbidden = context => AccessAnswers.ForbidAsync(context.HttpContext),
                };
            }
        );
        // The library would go on taking, for an hour, the keys that the provider has withdrawn: they may have been stolen.
        authentication.Services.PostConfigure<JwtBearerOptions>(
            SchemeName,
            options => ((BaseConfigurationManager)options.ConfigurationManager!).UseLastKnownGoodConfiguration = false
        );
    }

    private static Task BecomeCaller(TokenValidatedContext context, OidcOptions oidc)
    {
        var claims = context.Principal!;
        var party = claims.FindFirstValue(oidc.PartyClaim);
        var roles = claims
            .FindAll(oidc.RoleClaim)
            .Select(claim => (IsKnown: EnumCode.TryParse<Role>(claim.Value, out var role), Role: role));
        // Of several the one that may do most: the roles stand in that order.
        var known = roles.Where(each => each.IsKnown).Select(each => (Role?)each.Role).Min();
        var subject = claims.FindFirstValue("sub");
        if (known is null || subject is null || (known == Role.FocalPoint && string.IsNullOrWhiteSpace(party)))
        {
            context.Fail("The token names no role of the tracker, no subject, or a focal point without a party.");
            return Task.CompletedTask;
        }

        var caller = new Caller(
            $"oidc:{subject}",
            known,
            known == Role.FocalPoint ? party : null,
            claims.FindFirstValue(oidc.NameClaim) ?? subject
        );
        context.Principal = new ClaimsPrincipal(caller.ToIdentity(SchemeName));
        return Task.CompletedTask;
    }
}
