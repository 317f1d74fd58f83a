using System.Security.Claims;
using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;

namespace CommitmentTracker.Http.Access;

/// <summary>Who asks, and what that lets them see. <paramref name="Id"/> tells one caller from another for as long as either has access.</summary>
internal sealed record Caller(string Id, Role? Role, string? Party, string Name)
{
    public const string IdClaim = "caller";
    public const string NameClaim = "caller_name";
    public const string RoleClaim = "caller_role";
    public const string PartyClaim = "caller_party";

    private const string KeyStart = "key:";

    private static readonly Caller Public = new("public", null, null, "public");

    /// <summary>Drafts, archived records and who did what are for those who keep the tracker.</summary>
    public bool KeepsTheTracker => Role is Domain.Vocabulary.Role.Admin or Domain.Vocabulary.Role.Secretariat;

    /// <summary>That there are keys, and when one was made or revoked, is for admins alone.</summary>
    public bool KnowsOfKeys => Role is Domain.Vocabulary.Role.Admin;

    /// <summary>The party for which the caller reports; null for everyone but focal points.</summary>
    public string? ReportsFor => Role == Domain.Vocabulary.Role.FocalPoint ? Party : null;

    /// <summary>The key that the caller holds; null of the public and of the holder of a token.</summary>
    public Guid? KeyId => Id.StartsWith(KeyStart, StringComparison.Ordinal) ? Guid.Parse(Id.AsSpan()[KeyStart.Length..]) : null;

    public static Caller OfKey(ApiKey key) => new(IdOf(key.Id), key.Role, key.Party, key.Name);

    public bool IsKey(Guid id) => Id == IdOf(id);

    public static Caller From(ClaimsPrincipal user) =>
        EnumCode.TryParse<Role>(user.FindFirstValue(RoleClaim), out var role)
            ? new Caller(user.FindFirstValue(IdClaim)!, role, user.FindFirstValue(PartyClaim), user.FindFirstValue(NameClaim)!)
            : Public;

    public ClaimsIdentity ToIdentity(string scheme)
    {
        var claims = new List<Claim> { new(IdClaim, Id), new(NameClaim, Name), new(RoleClaim, EnumCode.Of(Role!.Value)) };
        if (Party is not null)
        {
            claims.Add(new Claim(PartyClaim, Party));
        }

        return new ClaimsIdentity(claims, scheme, NameClaim, RoleClaim);
    }

    private static string IdOf(Guid id) => KeyStart + id;
}
