using System.Reflection;
using Microsoft.AspNetCore.Components;

namespace CommitmentTracker.Features.Pages;

/// <summary>The pages for people: every component with a route of its own.</summary>
internal static class PageMap
{
    /// <summary>Written down, as the endpoints of the API are: to look for them would take a part of the start.</summary>
    public static IReadOnlyList<Type> Pages =>
        [
            typeof(Overview),
            typeof(CommitmentList),
            typeof(CommitmentRecord),
            typeof(Matrix),
            typeof(DeadlineList),
            typeof(PartyRecord),
            typeof(SignIn),
            typeof(Work),
            typeof(ReportForm),
            typeof(Review),
            typeof(CreateForm),
            typeof(EditForm),
            typeof(PartsForm),
            typeof(RoundIndex),
            typeof(RoundPage),
            typeof(RoundChanges),
            typeof(RoundForm),
            typeof(RoundClosing),
            typeof(ImportForm),
            typeof(KeyForm),
        ];

    public static IServiceCollection AddPages(this IServiceCollection services)
    {
        services.AddSingleton<OwnCalls>();
        // Letters with their marks go out as they are: written as numbers, a page in Vietnamese would be half as long again.
        services.AddSingleton(Pieces.Encoder);
        services.AddOptions<PageOptions>().BindConfiguration(PageOptions.Section);
        // None where there are no pages: an error is then JSON for everybody.
        services.AddSingleton<IProblemPage>(all =>
            all.GetRequiredService<IOptions<PageOptions>>().Value.Enabled ? new ProblemForPeople() : null!
        );
        return services;
    }

    /// <summary>
    /// A route and a delegate for each page and for what the frame needs. Nothing else of them is made before the first is asked for:
    /// neither a component nor a text.
    /// </summary>
    public static void MapPages(this IEndpointRouteBuilder app)
    {
        if (!app.ServiceProvider.GetRequiredService<IOptions<PageOptions>>().Value.Enabled)
        {
            return;
        }

        foreach (var page in Pages)
        {
            foreach (var route in page.GetCustomAttributes<RouteAttribute>())
            {
                app.MapGet(route.Template, http => PageAnswer.SendAsync(http, page)).AllowAnonymous().ExcludeFromDescription();
                if (page.IsAssignableTo(typeof(FormPage)))
                {
                    var form = app.MapPost(route.Template, http => PageAnswer.TakeAsync(http, page))
                        .AllowAnonymous()
                        .ExcludeFromDescription();
                    if (page.GetCustomAttribute<Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute>() is { } limit)
                    {
                        form.WithMetadata(limit);
                    }
                }
            }
        }

        app.MapGet(CommitmentTable.Route, CommitmentTable.SendAsync).AllowAnonymous().ExcludeFromDescription();
        PageDownloads.Map(app);
        SignInByProvider.Map(app);
        app.MapPost(SignedIn.SignOutRoute, SignedIn.SignOutAsync).AllowAnonymous().ExcludeFromDescription();
        app.MapGet(PageFiles.Route, PageFiles.SendAsync).AllowAnonymous().ExcludeFromDescription();
        app.MapGet(LanguageChoice.Route, LanguageChoice.ChooseAsync).AllowAnonymous().ExcludeFromDescription();
    }
}

internal sealed class PageOptions
{
    public const string Section = "Pages";

    /// <summary>Setting <c>Pages__Enabled</c>.</summary>
    public bool Enabled { get; set; } = true;
}

/// <summary>Remembers the language that a reader chose, and leads back to where they were.</summary>
internal static class LanguageChoice
{
    public const string Route = "/language/{code}";

    private static readonly TimeSpan Kept = TimeSpan.FromDays(365);

    /// <summary>The address that chooses a language and comes back to this one.</summary>
    public static string AddressOf(Language language, HttpRequest request) =>
        $"/language/{language.Code}?to={Uri.EscapeDataString($"{request.Path}{request.QueryString}")}";

    public static Task ChooseAsync(HttpContext http)
    {
        if (Language.Find((string?)http.Request.RouteValues["code"]) is not { } language)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        var root = http.Request.PathBase.HasValue ? http.Request.PathBase.Value : "/";
        http.Response.Cookies.Append(
            Language.CookieName,
            language.Code,
            new CookieOptions
            {
                HttpOnly = true,
                IsEssential = true,
                MaxAge = Kept,
                Path = root,
                SameSite = SameSiteMode.Lax,
                Secure = http.Request.IsHttps,
            }
        );
        http.Response.Headers.CacheControl = "no-store";
        http.Response.StatusCode = StatusCodes.Status303SeeOther;
        http.Response.Headers.Location = http.Request.PathBase + (SignedIn.Own(http.Request.Query["to"].ToString()) ?? "/");
        return Task.CompletedTask;
    }
}
