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

    /// <summary>The claim with the role, by its code: admin, secretariat, focal_point or reader.</summary>
    public string RoleClaim { get; set; } = "roles";

    /// <summary>The claim with the code of a focal point's party.</summary>
    public string PartyClaim { get; set; } = "party";

    /// <summary>The claim with the name that the journal keeps.</summary>
    public string NameClaim { get; set; } = "name";

    /// <summary>How long to wait at least before asking the provider for its keys again.</summary>
    public int RefreshSeconds { get; set; } = 30;

    public bool HasAddress =>
        Uri.TryCreate(Authority, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && !RequireHttpsMetadata));
}
