using Microsoft.Net.Http.Headers;

namespace CommitmentTracker.Api;

/// <summary>What tells a person with a browser from a program, and where people look: everywhere but under the API.</summary>
internal static class People
{
    private const string Api = "/api";

    private const string Page = "text/html";

    /// <summary>Whether the address may be a page's, whose answer differs by language and by who is signed in.</summary>
    public static bool MayRead(PathString path) => !path.StartsWithSegments(Api);

    /// <summary>Whether an error should be told as a page. A program that names no media type gets problem+json.</summary>
    public static bool Ask(HttpRequest request) =>
        MayRead(request.Path) && request.Headers.Accept.ToString().Contains(Page, StringComparison.OrdinalIgnoreCase);
}

/// <summary>Tells people of a problem, with a page instead of JSON.</summary>
internal interface IProblemPage
{
    Task ShowAsync(HttpContext context, Problem problem);
}

/// <summary>A language that pages are written in: the one that the reader chose, else the one that the browser likes best of these.</summary>
internal sealed record Language(string Code, string Name)
{
    public const string CookieName = "language";

    public static readonly Language English = new("en", "English");

    public static readonly IReadOnlyList<Language> All = [English, new("vi", "Tiếng Việt")];

    public static Language Of(HttpRequest request) => Chosen(request) ?? Liked(request) ?? English;

    public static Language? Find(string? code) => All.FirstOrDefault(each => each.Code == code);

    private static Language? Chosen(HttpRequest request) => request.Headers.Cookie.Count == 0 ? null : Find(request.Cookies[CookieName]);

    private static Language? Liked(HttpRequest request) =>
        request.Headers.AcceptLanguage.Count > 0 && StringWithQualityHeaderValue.TryParseList(request.Headers.AcceptLanguage, out var liked)
            ? liked
                .Where(each => each.Quality is not 0)
                .OrderByDescending(each => each.Quality ?? 1)
                // vi-VN is Vietnamese.
                .Select(each => Find(each.Value.Value?.Split('-')[0].ToLowerInvariant()))
                .FirstOrDefault(each => each is not null)
            : null;
}
