namespace CommitmentTracker.Features.Pages;

/// <summary>
/// Signing in through the provider: to it, and back from it. Departed by a link, since the policy of our pages lets no form lead to
/// another site. What fails is told on the page to sign in.
/// </summary>
internal static class SignInByProvider
{
    /// <summary>The parameter of the page to sign in that says what failed.</summary>
    public const string Fault = "fault";

    private const string BeginRoute = "/sign-in/provider";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(BeginRoute, BeginAsync).AllowAnonymous().ExcludeFromDescription();
        app.MapGet(ProviderSignIn.ReturnPath, ReturnAsync).AllowAnonymous().ExcludeFromDescription();
    }

    /// <summary>The address that departs to the provider and, in the end, goes on to this one.</summary>
    public static string AddressFor(string to) => BeginRoute + Query.Of(ToAs(to));

    private static async Task BeginAsync(HttpContext http)
    {
        if (http.RequestServices.GetService<ProviderSignIn>() is not { } provider)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var to = SignedIn.Own(http.Request.Query[SignedIn.To].ToString()) ?? "";
        try
        {
            await new SeeOther(await provider.BeginAsync(http, to)).ExecuteAsync(http);
        }
        catch (SignInException failed)
        {
            await TellAsync(http, provider, to, failed);
        }
    }

    private static async Task ReturnAsync(HttpContext http)
    {
        if (http.RequestServices.GetService<ProviderSignIn>() is not { } provider)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var attempt = SignInAttempt.Take(http);
        // The browser could have been given another one meanwhile.
        var to = SignedIn.Own(attempt?.To ?? "") ?? "";
        try
        {
            var tokens = await provider.EndAsync(http, attempt);
            SessionCookie.Set(http, await TakenAsync(http, tokens));
            await SignedIn.GoOn(http, to).ExecuteAsync(http);
        }
        catch (SignInException failed)
        {
            await TellAsync(http, provider, to, failed);
        }
    }

    /// <summary>The first of the tokens that the API takes: it becomes the session.</summary>
    private static async Task<string> TakenAsync(HttpContext http, IReadOnlyList<string> tokens)
    {
        // An access token may be in a form that only the provider reads.
        var readable = tokens.Where(AccessSetup.LooksLikeToken).ToList();
        foreach (var token in readable.Where(token => token.Length <= SessionCookie.MaxLength))
        {
            var answer = await SignedIn.TryAsync(http, token);
            if (answer.Succeeded)
            {
                return token;
            }

            if (answer.Status != StatusCodes.Status401Unauthorized)
            {
                throw new SignInException(SignInFault.Busy, $"the API answers {answer.Status}");
            }
        }

        throw readable.FirstOrDefault(token => token.Length > SessionCookie.MaxLength) is { } tooLong
            ? new SignInException(SignInFault.TooLong, $"a token has {tooLong.Length} characters, more than {SessionCookie.MaxLength}")
            : new SignInException(SignInFault.NoRole, "the API takes neither its access token nor its id token");
    }

    private static Task TellAsync(HttpContext http, ProviderSignIn provider, string to, SignInException failed)
    {
        provider.Tell(http, failed);
        var query = Query.Of([KeyValuePair.Create(Fault, (string?)EnumCode.Of(failed.Fault)), .. ToAs(to)]);
        return new SeeOther($"{http.Request.PathBase}{SignedIn.SignInRoute}{query}").ExecuteAsync(http);
    }

    private static KeyValuePair<string, string?>[] ToAs(string to) =>
        to.Length == 0 ? Query.None : [KeyValuePair.Create(SignedIn.To, (string?)to)];
}
