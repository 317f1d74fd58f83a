using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;

namespace CommitmentTracker.Api.Access;

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
    public bool KeepsTheTracker => Role is Domain.Role.Admin or Domain.Role.Secretariat;

    /// <summary>That there are keys, and when one was made or revoked, is for admins alone.</summary>
    public bool KnowsOfKeys => Role is Domain.Role.Admin;

    /// <summary>The party for which the caller reports; null for everyone but focal points.</summary>
    public string? ReportsFor => Role == Domain.Role.FocalPoint ? Party : null;

    public Sight Sight => new(KeepsTheTracker, KnowsOfKeys, ReportsFor);

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

/// <summary>Who may call what is mapped by hand: health, metrics and the pages of the contract.</summary>
internal static class Rights
{
    public const string ReadPolicy = "Read";

    /// <summary>Whether the caller may read what is published.</summary>
    public static bool MayRead(HttpContext context) =>
        context.User.Identity is { IsAuthenticated: true }
        || context.RequestServices.GetRequiredService<IOptions<AccessOptions>>().Value.PublicRead;

    /// <summary>For everybody while reading is public, else for every key.</summary>
    public static TBuilder OpenToReaders<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.RequireAuthorization(ReadPolicy);

    public static TBuilder OnlyFor<TBuilder>(this TBuilder endpoint, Role role)
        where TBuilder : IEndpointConventionBuilder => endpoint.RequireAuthorization(policy => policy.RequireRole(EnumCode.Of(role)));
}

/// <summary>Asks again who a caller is, for a request that waited: a key may have been revoked meanwhile, and a token have expired.</summary>
internal static class Recognition
{
    /// <summary>Whether the credential of the request still makes the same caller; the public has none and stays the public.</summary>
    public static async Task<bool> StillHoldsAsync(HttpContext context)
    {
        if (context.User.Identity is not { IsAuthenticated: true, AuthenticationType: { } scheme })
        {
            return true;
        }

        await LatestData.LookAsync(context);
        // A scope of its own, since a handler answers only once for each request.
        await using var scope = context.RequestServices.CreateAsyncScope();
        var handlers = scope.ServiceProvider.GetRequiredService<IAuthenticationHandlerProvider>();
        var result = await (await handlers.GetHandlerAsync(context, scheme))!.AuthenticateAsync();
        return result.Principal is { } now && Caller.From(now) == Caller.From(context.User);
    }
}
