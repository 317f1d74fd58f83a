using System.Security.Claims;
using CommitmentTracker.Database;
using CommitmentTracker.Domain.Vocabulary;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.IdentityModel.JsonWebTokens;
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
        // The start refuses a setting that cannot be read, and names it.
        var names = oidc.Roles ?? new Dictionary<string, Role>();
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
                    OnTokenValidated = context => BecomeCallerAsync(context, oidc, names),
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

    private static async Task BecomeCallerAsync(TokenValidatedContext context, OidcOptions oidc, IReadOnlyDictionary<string, Role> names)
    {
        var claims = TokenClaims.Of((JsonWebToken)context.SecurityToken);
        // Of several the one that may do most: the roles stand in that order.
        var role = claims.All(oidc.RoleClaim).Where(names.ContainsKey).Select(name => (Role?)names[name]).Min();
        var subject = claims.One("sub");
        var party = role == Role.FocalPoint ? claims.One(oidc.PartyClaim) : null;
        if (role is null || string.IsNullOrEmpty(subject) || (role == Role.FocalPoint && !await IsPartyAsync(party, context.HttpContext)))
        {
            context.Fail("The token names no role of the tracker, no subject, or a focal point without a party that the tracker knows.");
            return;
        }

        var caller = new Caller($"oidc:{subject}", role, party, claims.One(oidc.NameClaim) ?? subject);
        context.Principal = new ClaimsPrincipal(caller.ToIdentity(SchemeName));
    }

    private static async Task<bool> IsPartyAsync(string? party, HttpContext context) =>
        party is not null
        && await context
            .RequestServices.GetRequiredService<Store>()
            .ReadAsync(session => Parties.HoldsAsync(session, party), context.RequestAborted);
}
