using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace CommitmentTracker.Api.Access;

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
        if (oidc.ClientId is not null)
        {
            authentication.Services.AddSingleton(all => ActivatorUtilities.CreateInstance<ProviderSignIn>(all, oidc));
        }
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

/// <summary>
/// Single sign-on beside the keys: bearer tokens of an OpenID Connect provider. Off unless an authority is set. These stand in the
/// framework's own section, <c>Authentication:Schemes:Oidc</c>, which its handler also reads for everything else that it can be told.
/// </summary>
internal sealed class OidcOptions
{
    public const string Section = "Authentication:Schemes:Oidc";

    /// <summary>The address of the provider, under which its discovery document is found.</summary>
    public string? Authority { get; set; }

    /// <summary>What the token must be meant for.</summary>
    public string? Audience { get; set; }

    /// <summary>Whether the provider must be asked over HTTPS; not only for tests on one machine.</summary>
    public bool RequireHttpsMetadata { get; set; } = true;

    /// <summary>The claim with the role, or the path to it, such as realm_access.roles.</summary>
    public string RoleClaim { get; set; } = "roles";

    /// <summary>
    /// What the provider calls our roles, as name=role by comma. Without any it calls them by their codes: admin, secretariat,
    /// focal_point and reader.
    /// </summary>
    public string? RoleNames { get; set; }

    /// <summary>The claim with the code of a focal point's party, or the path to it.</summary>
    public string PartyClaim { get; set; } = "party";

    /// <summary>The claim with the name that the journal keeps, or the path to it.</summary>
    public string NameClaim { get; set; } = "name";

    /// <summary>How long to wait at least before asking the provider for its keys again.</summary>
    public int RefreshSeconds { get; set; } = 30;

    /// <summary>As what the provider knows the pages. Without it nobody signs in through the provider in their browser.</summary>
    public string? ClientId { get; set; }

    /// <summary>What the pages prove themselves with to the provider; none for what it calls a public client.</summary>
    public string? ClientSecret { get; set; }

    /// <summary>What is asked of the provider when somebody signs in.</summary>
    public string Scope { get; set; } = "openid profile";

    /// <summary>What people know the provider by; the name of its host unless set.</summary>
    public string? DisplayName { get; set; }

    /// <summary>A client of a provider, or none of either.</summary>
    public bool HasClient => ClientId is null || (Authority is not null && !string.IsNullOrWhiteSpace(ClientId));

    public bool HasSecret => ClientSecret is null || (ClientId is not null && !string.IsNullOrWhiteSpace(ClientSecret));

    public bool HasScope => Scope.Split(' ').Contains("openid");

    public bool HasName => DisplayName is null || !string.IsNullOrWhiteSpace(DisplayName);

    public bool HasRoles => Roles is not null;

    /// <summary>Our roles by the names of the provider; null where the setting cannot be read so.</summary>
    public IReadOnlyDictionary<string, Role>? Roles
    {
        get
        {
            var pairs = (RoleNames ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            if (pairs.Length == 0)
            {
                return EnumCode.All<Role>().ToDictionary(code => code, EnumCode.Parse<Role>, StringComparer.Ordinal);
            }

            var roles = new Dictionary<string, Role>(StringComparer.Ordinal);
            foreach (var pair in pairs)
            {
                // A name may hold an equals sign, as those of a directory do; a code holds none.
                var at = pair.LastIndexOf('=');
                if (at < 1 || !EnumCode.TryParse<Role>(pair[(at + 1)..].Trim(), out var role) || !roles.TryAdd(pair[..at].Trim(), role))
                {
                    return null;
                }
            }

            return roles;
        }
    }

    public bool HasAddress => IsAddress(Authority);

    public bool IsAddress(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && !RequireHttpsMetadata));
}

/// <summary>
/// What a token says, by the name of a claim or the path to one inside others: <c>realm_access.roles</c>. A name may hold dots itself, as
/// those that are addresses do, so that every way to read the path is tried, the longest name first.
/// </summary>
internal sealed class TokenClaims(JsonElement payload)
{
    public static TokenClaims Of(JsonWebToken token)
    {
        using var document = JsonDocument.Parse(Base64UrlEncoder.DecodeBytes(token.EncodedPayload));
        return new TokenClaims(document.RootElement.Clone());
    }

    /// <summary>The text there, or each of a list of texts; none where there is nothing, or something else.</summary>
    public IReadOnlyList<string> All(string path) =>
        Find(payload, path) switch
        {
            { ValueKind: JsonValueKind.String } text => [text.GetString()!],
            { ValueKind: JsonValueKind.Array } list =>
            [
                .. list.EnumerateArray().Where(each => each.ValueKind == JsonValueKind.String).Select(each => each.GetString()!),
            ],
            _ => [],
        };

    /// <summary>The one text there; null where there is none or more than one.</summary>
    public string? One(string path) => All(path) is [var only] ? only : null;

    private static JsonElement? Find(JsonElement within, string path)
    {
        if (within.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        if (within.TryGetProperty(path, out var whole))
        {
            return whole;
        }

        for (var dot = path.LastIndexOf('.'); dot > 0; dot = path.LastIndexOf('.', dot - 1))
        {
            if (within.TryGetProperty(path[..dot], out var inner) && Find(inner, path[(dot + 1)..]) is { } found)
            {
                return found;
            }
        }

        return null;
    }
}
