using Microsoft.AspNetCore.Authentication;
using Microsoft.Net.Http.Headers;

namespace CommitmentTracker.Http.Access;

/// <summary>Turns away a credential that is not valid, even where none is needed, and keeps that in the log without the credential.</summary>
internal sealed class RefusedLogins(RequestDelegate next, ILogger<RefusedLogins> logger)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (!context.Request.Headers.ContainsKey(HeaderNames.Authorization) || context.User.Identity is { IsAuthenticated: true })
        {
            return next(context);
        }

        // The path as it travels, escaped: what a stranger put into it must not look like a line of its own.
        logger.LogWarning(
            "Refused a login from {Address}: {Method} {Path}",
            context.Connection.RemoteIpAddress,
            context.Request.Method,
            context.Request.Path.ToUriComponent()
        );
        return context.ChallengeAsync();
    }
}
