using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;

namespace CommitmentTracker.Http.Access;

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

    public bool HasAddress =>
        Uri.TryCreate(Authority, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && !RequireHttpsMetadata));
}
