namespace CommitmentTracker.Features.Pages;

/// <summary>Signing in and out.</summary>
internal static class SignedIn
{
    public const string SignInRoute = "/sign-in";
    public const string SignOutRoute = "/sign-out";

    private const string Probe = FeatureMap.Root + "/me";

    /// <summary>The field of the address to go on to.</summary>
    public const string To = "to";

    /// <summary>The address that signs in and then comes back to this one; from a form that was sent, to its page.</summary>
    public static string AddressFor(HttpRequest request) =>
        request.PathBase
        + (
            request.Path.StartsWithSegments(SignInRoute) || request.Path == "/"
                ? SignInRoute
                : $"{SignInRoute}?{To}={Uri.EscapeDataString($"{request.Path}{(HttpMethods.IsGet(request.Method) ? request.QueryString : "")}")}"
        );

    /// <summary>Only to an address of ours: a path, and not what a browser takes for the name of a host.</summary>
    public static string? Own(string address) =>
        address is ['/', .. var rest] && !rest.StartsWith('/') && !address.Contains('\\') && address.All(each => each is > ' ' and <= '~')
            ? address
            : null;

    /// <summary>Where who has signed in goes on: to the address of ours that they came for, else to their work.</summary>
    public static IResult GoOn(HttpContext http, string to) => new SeeOther(http.Request.PathBase + (to.Length == 0 ? "/work" : to));

    /// <summary>Tries a key or token on the API, which alone knows keys and tokens.</summary>
    public static Task<OwnAnswer> TryAsync(HttpContext http, string secret) =>
        http.RequestServices.GetRequiredService<OwnCalls>().SendAsync(http, new OwnCall(HttpMethod.Get, Probe) { Secret = secret });

    public static async Task SignOutAsync(HttpContext http)
    {
        if (!FormGuard.IsFromOwnPage(http.Request))
        {
            await AccessAnswers.ForbidAsync(http);
            return;
        }

        var isSignedIn = http.User.Identity is { IsAuthenticated: true };
        var form = await FormValues.ReadAsync(http.Request);
        if (isSignedIn && !(form.Succeeded(out var values, out _) && FormGuard.Holds(http.Request, values[FormGuard.FieldName])))
        {
            await AccessAnswers.ForbidAsync(http);
            return;
        }

        SessionCookie.Forget(http);
        await new SeeOther($"{http.Request.PathBase}/").ExecuteAsync(http);
    }
}
