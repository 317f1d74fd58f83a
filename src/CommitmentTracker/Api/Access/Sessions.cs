using System.Buffers.Text;
using System.Security.Cryptography;

namespace CommitmentTracker.Api.Access;

/// <summary>
/// The cookie of who is signed in on the pages. It holds the key itself, so that every instance knows it, a restart ends nothing, and a
/// revoked key opens nothing from the next request on. With one, an answer is remembered for it alone, and given once it is known what it opens.
/// </summary>
internal static class SessionCookie
{
    public const string Name = "session";

    /// <summary>What a browser keeps in one cookie, less its name and attributes.</summary>
    public const int MaxLength = 3800;

    private const string Secure = "https:";

    public static bool IsOn(HttpRequest request) => request.Headers.Cookie.Count > 0 && request.Cookies.ContainsKey(Name);

    /// <summary>Until the browser is closed.</summary>
    public static void Set(HttpContext context, string secret) =>
        context.Response.Cookies.Append(Name, secret, OptionsFor(context.Request));

    public static void Forget(HttpContext context) => context.Response.Cookies.Delete(Name, OptionsFor(context.Request));

    /// <summary>What holds of every cookie that signs in.</summary>
    public static CookieOptions OptionsFor(HttpRequest request) =>
        new()
        {
            HttpOnly = true,
            IsEssential = true,
            Path = request.PathBase.HasValue ? request.PathBase.Value : "/",
            // Not Strict: whoever follows a link in a mail would seem to be signed out. No GET changes anything.
            SameSite = SameSiteMode.Lax,
            // Behind a proxy that tells nothing of HTTPS, the address that callers know does.
            Secure = request.IsHttps || PublicAddress.Of(request).StartsWith(Secure, StringComparison.OrdinalIgnoreCase),
        };
}

internal static class Sessions
{
    /// <summary>
    /// Takes the cookie for a credential like one in the header, on pages alone: the API knows of no cookies, so that no page of another
    /// site can make a browser change anything there. All that follows treats it as any other key.
    /// </summary>
    public static IApplicationBuilder UseSessions(this IApplicationBuilder app) =>
        app.Use(
            (context, next) =>
            {
                var request = context.Request;
                if (
                    People.MayRead(request.Path)
                    && request.Headers.Authorization.Count == 0
                    && SessionCookie.IsOn(request)
                    && request.Cookies[SessionCookie.Name] is { Length: > 0 } secret
                )
                {
                    request.Headers.Authorization = Bearer.Of(secret);
                    context.Features.Set(new OpenSession());
                }

                return next(context);
            }
        );

    /// <summary>Whether the credential came in the cookie. One that opens nothing any more is taken away: who held it reads on as the public.</summary>
    public static bool TryEnd(HttpContext context)
    {
        if (context.Features.Get<OpenSession>() is null)
        {
            return false;
        }

        context.Features.Set<OpenSession>(null);
        context.Request.Headers.Authorization = default;
        SessionCookie.Forget(context);
        return true;
    }

    private sealed class OpenSession;
}

internal static class Bearer
{
    public const string Start = "Bearer ";

    public static string Of(string secret) => Start + secret;
}

/// <summary>
/// Tells a form of ours, sent by who is signed in, from one that another site makes a browser send. Nothing is kept for it, so that any
/// instance takes a form that another made.
/// </summary>
internal static class FormGuard
{
    public const string FieldName = "form-token";

    private const string SiteHeader = "Sec-Fetch-Site";
    private const string Own = "same-origin";

    /// <summary>What the form to an address must bring back.</summary>
    public static string TokenFor(HttpRequest request, string path) => Base64Url.EncodeToString(Digest(request, path));

    /// <summary>Whether it is the token of this session for the address that the request was sent to.</summary>
    public static bool Holds(HttpRequest request, string? token) =>
        token is not null
        && CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(token),
            Encoding.UTF8.GetBytes(TokenFor(request, request.Path.Value ?? ""))
        );

    /// <summary>Whether the browser says that a page of ours sent it. One that says nothing of it is not believed.</summary>
    public static bool IsFromOwnPage(HttpRequest request)
    {
        var site = request.Headers[SiteHeader].ToString();
        if (site.Length > 0)
        {
            return site == Own;
        }

        return Uri.TryCreate(request.Headers.Origin.ToString(), UriKind.Absolute, out var origin)
            && (
                origin.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase)
                || (
                    Uri.TryCreate(PublicAddress.Of(request), UriKind.Absolute, out var known)
                    && known.Authority.Equals(origin.Authority, StringComparison.OrdinalIgnoreCase)
                )
            );
    }

    private static byte[] Digest(HttpRequest request, string path)
    {
        var secret = Encoding.UTF8.GetBytes(request.Headers.Authorization.ToString());
        return HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes($"form {path}"));
    }
}
