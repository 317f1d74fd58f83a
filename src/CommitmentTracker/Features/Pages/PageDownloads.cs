namespace CommitmentTracker.Features.Pages;

/// <summary>
/// Files of the API that pages lead to, under addresses of the pages: the API knows of no cookie, so that it would refuse them to who is
/// signed in here where reading is closed.
/// </summary>
internal static class PageDownloads
{
    /// <summary>Each as the API has it.</summary>
    private static readonly string[] Routes =
    [
        "/rounds/{code}/sheet.xlsx",
        "/rounds/{code}/report.html",
        "/rounds/{code}/report.csv",
        "/templates/commitments.csv",
        "/templates/commitments.xlsx",
        "/templates/progress-updates.csv",
        "/templates/progress-updates.xlsx",
    ];

    public static void Map(IEndpointRouteBuilder app)
    {
        foreach (var route in Routes)
        {
            app.MapGet(route, SendAsync).AllowAnonymous().ExcludeFromDescription();
        }
    }

    private static async Task SendAsync(HttpContext http)
    {
        if (!Rights.MayRead(http))
        {
            await AccessAnswers.ChallengeAsync(http);
            return;
        }

        var calls = http.RequestServices.GetRequiredService<OwnCalls>();
        var path = $"{FeatureMap.Root}{http.Request.Path.ToUriComponent()}{http.Request.QueryString}";
        var answer = await calls.SendAsync(http, HttpMethod.Get, path, null);
        http.Response.StatusCode = answer.Status;
        if (answer.Problem is { } problem)
        {
            await http.RequestServices.GetRequiredService<IProblemPage>().ShowAsync(http, problem);
            return;
        }

        var headers = http.Response.Headers;
        headers.ContentType = answer.Headers.ContentType;
        headers.ContentDisposition = answer.Headers.ContentDisposition;
        headers.ContentSecurityPolicy = answer.Headers.ContentSecurityPolicy;
        headers.CacheControl = "private, no-cache";
        headers.ContentLength = answer.Body.Length;
        await http.Response.Body.WriteAsync(answer.Body, http.RequestAborted);
    }
}
