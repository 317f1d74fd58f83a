using Microsoft.AspNetCore.Authentication;

namespace CommitmentTracker.Http.Access;

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

        // A scope of its own, since a handler answers only once for each request.
        await using var scope = context.RequestServices.CreateAsyncScope();
        var handlers = scope.ServiceProvider.GetRequiredService<IAuthenticationHandlerProvider>();
        var result = await (await handlers.GetHandlerAsync(context, scheme))!.AuthenticateAsync();
        return result.Principal is { } now && Caller.From(now) == Caller.From(context.User);
    }
}
