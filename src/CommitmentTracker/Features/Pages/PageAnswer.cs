using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace CommitmentTracker.Features.Pages;

/// <summary>Renders a page and sends it. One that the public sees is remembered until anything changes.</summary>
internal static class PageAnswer
{
    public const string MediaType = "text/html; charset=utf-8";

    /// <summary>Nothing but what the service itself serves, and no script or style within a page.</summary>
    public const string Policy =
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; "
        + "frame-ancestors 'none'";

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public static async Task SendAsync(HttpContext http, Type page)
    {
        if (!Rights.MayRead(http))
        {
            await AccessAnswers.ChallengeAsync(http);
            return;
        }

        if (WithoutEmpty(http.Request) is { } address)
        {
            http.Response.Redirect(address);
            return;
        }

        // Before the page reads anything: what it reads later may be newer, and is then found old too soon rather than too late.
        var state = await http.RequestServices.GetRequiredService<LiveState>().CurrentAsync(http.RequestAborted);
        var request = new PageRequest(http, state);
        var body = await RenderAsync(http, page, request);
        if (request.Instead is { } instead)
        {
            await instead.ExecuteAsync(http);
            return;
        }

        var answer = new PreparedAnswer(body, MediaType, EntityTag.Of(body, null))
        {
            ContentSecurityPolicy = Policy,
            IsPage = true,
            IsPrivate = request.IsSignedIn,
        };
        if (!request.IsSignedIn)
        {
            http.Features.Get<AnswerPlace>()?.Keep(answer, CacheDependency.OnEverything(state));
        }

        await answer.SendAsync(http);
    }

    /// <summary>The bytes of a page, with a parameter beside the request where it takes one.</summary>
    public static async Task<byte[]> RenderAsync(HttpContext http, Type page, PageRequest request, (string Name, object Value)? also = null)
    {
        var services = http.RequestServices;
        await using var renderer = new HtmlRenderer(services, services.GetRequiredService<ILoggerFactory>());
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var parameters = new Dictionary<string, object?> { [nameof(SitePage.Request)] = request };
            if (also is { } more)
            {
                parameters.Add(more.Name, more.Value);
            }

            var root = await renderer.RenderComponentAsync(page, ParameterView.FromDictionary(parameters));
            using var bytes = new MemoryStream();
            await using (var writer = new StreamWriter(bytes, Utf8, leaveOpen: true))
            {
                root.WriteHtmlTo(writer);
            }

            return bytes.ToArray();
        });
    }

    /// <summary>
    /// A form without a script sends its empty fields too: the same address without them, so that an address is passed on short and an
    /// empty field asks for nothing.
    /// </summary>
    private static string? WithoutEmpty(HttpRequest request) =>
        request.Query.Any(pair => pair.Value.Any(string.IsNullOrEmpty))
            ? request.PathBase
                + request.Path
                + QueryString.Create(
                    request.Query.SelectMany(pair =>
                        pair.Value.Where(value => !string.IsNullOrEmpty(value)).Select(value => KeyValuePair.Create(pair.Key, value))
                    )
                )
            : null;
}

/// <summary>Tells people of a problem in the frame of all pages, whatever refused them.</summary>
internal sealed class ProblemForPeople : IProblemPage
{
    public async Task ShowAsync(HttpContext context, Problem problem)
    {
        var body = await PageAnswer.RenderAsync(
            context,
            typeof(ProblemPage),
            new PageRequest(context, null),
            (nameof(ProblemPage.Problem), problem)
        );
        var response = context.Response;
        response.ContentType = PageAnswer.MediaType;
        response.Headers.ContentSecurityPolicy = PageAnswer.Policy;
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body, context.RequestAborted);
    }
}
