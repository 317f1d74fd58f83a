using System.Collections.Concurrent;
using CommitmentTracker.Api.Limits;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace CommitmentTracker.Api.Caching;

/// <summary>
/// Whole answers by the address that asked for them and by what the caller may see, for as long as nothing that is in them changes: a page
/// of who is signed in for that credential alone.
/// What is remembered is bounded: when the half of it that is newer is full, the older half is evicted.
/// </summary>
internal sealed class RememberedAnswers(LiveState live, IOptions<CacheOptions> options)
{
    /// <summary>What an entry takes beside its body.</summary>
    private const int Overhead = 500;

    private readonly long half = options.Value.AnswersMegabytes * 1024L * 1024L / 2;
    private ConcurrentDictionary<string, Entry> newer = new(StringComparer.Ordinal);
    private ConcurrentDictionary<string, Entry> older = new(StringComparer.Ordinal);
    private long bytes;

    /// <summary>The place of the answer to a request, of callers who see as much as this one.</summary>
    public AnswerPlace PlaceOf(HttpContext context, bool seesUnpublished) =>
        new(this, seesUnpublished ? $"all {AddressOf(context)}" : AddressOf(context));

    /// <summary>
    /// The place of a page of who is signed in, which names them, and whose forms bring back what their credential alone gives: no other
    /// credential finds it, nor the same one once it opens more or less.
    /// </summary>
    public AnswerPlace PlaceOf(HttpContext context, Caller caller) =>
        new(this, $"of {caller} {FormGuard.TokenFor(context.Request, "")} {AddressOf(context)}");

    public PreparedAnswer? Find(string place)
    {
        if (live.Current is not { } state)
        {
            return null;
        }

        if (newer.TryGetValue(place, out var entry))
        {
            return entry.Dependency.IsUnchangedAt(state) ? entry.Answer : null;
        }

        if (older.TryGetValue(place, out entry) && entry.Dependency.IsUnchangedAt(state))
        {
            Keep(place, entry);
            return entry.Answer;
        }

        return null;
    }

    public void Remember(string place, PreparedAnswer answer, CacheDependency dependency)
    {
        if (answer.Body.Length <= half / 4)
        {
            Keep(place, new Entry(answer, dependency));
        }
    }

    private void Keep(string place, Entry entry)
    {
        if (Interlocked.Add(ref bytes, entry.Bytes) > half)
        {
            older = Interlocked.Exchange(ref newer, new ConcurrentDictionary<string, Entry>(StringComparer.Ordinal));
            Interlocked.Exchange(ref bytes, entry.Bytes);
        }

        newer[place] = entry;
    }

    /// <summary>As it was asked for, of the host and the path base that it was asked of: links in an answer begin with those.</summary>
    private static string AddressOf(HttpContext context)
    {
        var request = context.Features.Get<IHttpRequestFeature>()!;
        var address = $"{request.Scheme} {request.Headers.Host} {request.PathBase} {request.RawTarget}";
        return People.MayRead(context.Request.Path) ? $"{Language.Of(context.Request).Code} {address}" : address;
    }

    private sealed record Entry(PreparedAnswer Answer, CacheDependency Dependency)
    {
        /// <summary>Half as much again for its packed forms, which are kept with it.</summary>
        public int Bytes => Answer.Body.Length * 3 / 2 + Overhead;
    }
}

/// <summary>Where the answer to a request is found, and kept once it is made.</summary>
internal sealed class AnswerPlace(RememberedAnswers answers, string name)
{
    public PreparedAnswer? Find() => answers.Find(name);

    public void Keep(PreparedAnswer answer, CacheDependency dependency) => answers.Remember(name, answer, dependency);
}

internal static class RememberedAnswersSetup
{
    /// <summary>
    /// Answers before anything else looks at the request, where the answer is remembered and everyone may read it: with a key the request
    /// goes on, and so does one of a page of another origin, which hears what that page may do.
    /// </summary>
    public static WebApplication UseRememberedAnswers(this WebApplication app)
    {
        if (app.Services.GetRequiredService<IOptions<AccessOptions>>().Value.PublicRead)
        {
            var remembered = app.Services.GetRequiredService<RememberedAnswers>();
            var limits = app.Services.GetRequiredService<RateLimits>();
            app.Use(
                (context, next) =>
                {
                    if (!IsPlainRead(context.Request) || context.Request.Headers.Authorization.Count > 0 || IsSignedIn(context.Request))
                    {
                        return next(context);
                    }

                    var place = remembered.PlaceOf(context, seesUnpublished: false);
                    if (place.Find() is { } answer)
                    {
                        return limits.Admits(context) ? answer.SendAsync(context) : limits.RefuseAsync(context);
                    }

                    context.Features.Set(place);
                    return next(context);
                }
            );
        }

        return app;
    }

    /// <summary>The same for callers with a key, once it is known who they are and that they may ask: each is counted before.</summary>
    public static IApplicationBuilder UseRememberedAnswersForKeys(this IApplicationBuilder app)
    {
        var remembered = app.ApplicationServices.GetRequiredService<RememberedAnswers>();
        app.Use(
            (context, next) =>
            {
                if (!IsPlainRead(context.Request) || context.User.Identity is not { IsAuthenticated: true })
                {
                    return next(context);
                }

                var caller = Caller.From(context.User);
                var place = People.MayRead(context.Request.Path)
                    ? remembered.PlaceOf(context, caller)
                    : remembered.PlaceOf(context, caller.KeepsTheTracker);
                if (place.Find() is { } answer)
                {
                    return answer.SendAsync(context);
                }

                context.Features.Set(place);
                return next(context);
            }
        );
        return app;
    }

    /// <summary>The API knows of no cookies.</summary>
    private static bool IsSignedIn(HttpRequest request) => People.MayRead(request.Path) && SessionCookie.IsOn(request);

    public static bool IsPlainRead(HttpRequest request) => HttpMethods.IsGet(request.Method) && request.Headers.Origin.Count == 0;
}

/// <summary>What of whole answers is kept.</summary>
internal sealed class CacheOptions
{
    public const string Section = "Cache";

    /// <summary>How many bytes of whole answers are remembered, in MiB.</summary>
    public int AnswersMegabytes { get; set; } = 16;
}

/// <summary>Every read may be kept and must be asked for again; what a key opened is nobody else's to keep.</summary>
internal static class CachePolicy
{
    private static readonly StringValues Differing = $"{HeaderNames.Authorization}, {HeaderNames.AcceptEncoding}";
    private static readonly StringValues DifferingPages = $"{Differing}, {HeaderNames.AcceptLanguage}, {HeaderNames.Cookie}";

    public static void Apply(HttpContext context, bool isPrivate = false, bool isPage = false)
    {
        var isPublic = !isPrivate && !context.Request.Headers.ContainsKey(HeaderNames.Authorization);
        context.Response.Headers.CacheControl =
            !HttpMethods.IsGet(context.Request.Method) ? "no-store"
            : isPublic ? "public, no-cache"
            : "private, no-cache";
        context.Response.Headers.Vary = isPage ? DifferingPages : Differing;
    }
}
