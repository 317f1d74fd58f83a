using System.Reflection;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Http.Features;

namespace CommitmentTracker.Features.Pages;

/// <summary>Renders a page and sends it. One without a form is remembered until anything changes.</summary>
internal static class PageAnswer
{
    public const string MediaType = "text/html; charset=utf-8";

    /// <summary>Nothing but what the service itself serves, and no script or style within a page.</summary>
    public const string Policy =
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; "
        + "frame-ancestors 'none'";

    /// <summary>Most pages are smaller. An array of more than 85,000 bytes would be left to the collector's slowest part.</summary>
    private const int UsualBytes = 80_000;

    private const string StaleForm = "You have signed in anew since this form was opened. What you typed is kept: send it again.";

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public static async Task SendAsync(HttpContext http, Type page)
    {
        if (!await MayAsync(http, page))
        {
            return;
        }

        if (WithoutEmpty(http.Request) is { } address)
        {
            http.Response.Redirect(address);
            return;
        }

        await ShowAsync(http, page, null, null);
    }

    /// <summary>Takes the form of a page: from a page of ours alone, and of who is signed in with what that page gave it.</summary>
    public static async Task TakeAsync(HttpContext http, Type page)
    {
        if (!FormGuard.IsFromOwnPage(http.Request))
        {
            await AccessAnswers.ForbidAsync(http);
            return;
        }

        if (!await MayAsync(http, page))
        {
            return;
        }

        if (!(await FormValues.ReadAsync(http.Request)).Succeeded(out var form, out var refusal))
        {
            await Answer.Refused(refusal).ExecuteAsync(http);
            return;
        }

        // Of who has signed in anew meanwhile: shown again with what was typed, instead of done.
        var isHeld = IsForEverybody(page) || FormGuard.Holds(http.Request, form[FormGuard.FieldName]);
        var problem = isHeld ? null : Problem.From(new Refusal(ErrorCode.Forbidden, StaleForm), http);
        await ShowAsync(http, page, form, problem);
    }

    private static async Task ShowAsync(HttpContext http, Type page, FormValues? form, Problem? problem)
    {
        // Before the page reads anything: what it reads later may be newer, and is then found old too soon rather than too late.
        var state = await http.RequestServices.GetRequiredService<LiveState>().CurrentAsync(http.RequestAborted);
        var request = new PageRequest(http, state) { Form = form, Problem = problem };
        var body = await RenderAsync(http, page, request);
        if (request.Instead is { } instead)
        {
            await instead.ExecuteAsync(http);
            return;
        }

        var isPrivate = request.IsSignedIn || SessionCookie.IsOn(http.Request);
        var answer = new PreparedAnswer(body, MediaType, EntityTag.Of(body, null))
        {
            ContentSecurityPolicy = Policy,
            IsPage = true,
            IsPrivate = isPrivate,
            Status = request.Problem?.Status ?? StatusCodes.Status200OK,
        };
        // A form is another each time, and shows what no change of the data tells of.
        if (form is null && !page.IsAssignableTo(typeof(FormPage)))
        {
            http.Features.Get<AnswerPlace>()?.Keep(answer, CacheDependency.OnEverything(state));
        }

        // What comes after a form may hold a new key, which nobody finds again.
        await answer.SendAsync(http, form is null ? null : "no-store");
    }

    /// <summary>Whether the caller may see the page; who may not has been told what to do.</summary>
    private static async Task<bool> MayAsync(HttpContext http, Type page)
    {
        if (IsForEverybody(page))
        {
            return true;
        }

        if (page.GetCustomAttribute<ForAttribute>() is not { } who)
        {
            if (Rights.MayRead(http))
            {
                return true;
            }

            await AccessAnswers.ChallengeAsync(http);
            return false;
        }

        if (Caller.From(http.User).Role is not { } role)
        {
            if (HttpMethods.IsGet(http.Request.Method))
            {
                await new SeeOther(SignedIn.AddressFor(http.Request)).ExecuteAsync(http);
                return false;
            }

            await KeepTypedAsync(http);
            await AccessAnswers.ChallengeAsync(http);
            return false;
        }

        if (!who.Roles.Contains(role))
        {
            await KeepTypedAsync(http);
            await AccessAnswers.ForbidAsync(http);
            return false;
        }

        return true;
    }

    /// <summary>
    /// Has the page of the problem give back what was typed. Of a stranger no more is read than of anybody who sends no file: who sends
    /// more is told to go back to the form.
    /// </summary>
    private static async Task KeepTypedAsync(HttpContext http)
    {
        if (!HttpMethods.IsPost(http.Request.Method))
        {
            return;
        }

        http.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = HttpSetup.MaxBodyBytes;
        try
        {
            if ((await FormValues.ReadAsync(http.Request)).Succeeded(out var form, out _))
            {
                http.Features.Set(form);
            }
        }
        catch (BadHttpRequestException)
        {
            // Too large.
        }
    }

    private static bool IsForEverybody(Type page) => page.IsDefined(typeof(ForEverybodyAttribute));

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
            using var bytes = new MemoryStream(UsualBytes);
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
            new PageRequest(context, null) { Form = context.Features.Get<FormValues>() },
            (nameof(ProblemPage.Problem), problem)
        );
        var response = context.Response;
        response.ContentType = PageAnswer.MediaType;
        response.Headers.ContentSecurityPolicy = PageAnswer.Policy;
        response.Headers[SecurityHeaders.ReferrerPolicy] = "same-origin";
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body, context.RequestAborted);
    }
}
