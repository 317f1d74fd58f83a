using System.Collections.Concurrent;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Net.Http.Headers;

namespace CommitmentTracker.Api.Access;

/// <summary>Recognises keys, and keeps the day of their last use.</summary>
internal sealed class ApiKeys(Store store, ReportingClock clock, ILogger<ApiKeys> logger)
{
    private const int MaxKnown = 1000;

    /// <summary>Keys as they stood when the commits had come to a number, by hash.</summary>
    private readonly ConcurrentDictionary<string, Known> known = new(StringComparer.Ordinal);

    /// <summary>The key that the secret opens; null when there is none, or it has expired or was revoked.</summary>
    /// <param name="secret">What the caller sent.</param>
    /// <param name="lastCommit">What the commits had come to after the caller asked; null where nothing is known.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<ApiKey?> RecogniseAsync(string secret, long? lastCommit, CancellationToken cancellation)
    {
        var key = await FindAsync(secret, lastCommit, cancellation);
        if (key is null || !key.IsValidOn(clock.Today))
        {
            return null;
        }

        if (key.LastUsedOn != clock.Today)
        {
            await KeepUseAsync(key, cancellation);
        }

        return key;
    }

    /// <summary>
    /// As it was found before, where nobody has committed anything since, in this process or another: a revoked key is refused at once.
    /// </summary>
    private async Task<ApiKey?> FindAsync(string secret, long? lastCommit, CancellationToken cancellation)
    {
        var hash = ApiKey.HashOf(secret);
        if (lastCommit is not null && known.TryGetValue(hash, out var found) && found.LastCommit == lastCommit)
        {
            return found.Key;
        }

        var key = await store.ReadAsync(session => ApiKeyTable.FindAsync(session, secret), cancellation);
        if (lastCommit is { } read && key is not null)
        {
            if (known.Count >= MaxKnown)
            {
                known.Clear();
            }

            known[hash] = new Known(key, read);
        }

        return key;
    }

    /// <summary>Once a day. A store that cannot be written to now is no reason to turn a valid key away.</summary>
    private async Task KeepUseAsync(ApiKey key, CancellationToken cancellation)
    {
        try
        {
            await store.WriteAsync<bool>(
                async session =>
                {
                    await ApiKeyTable.UseAsync(session, key.Id, clock.Today);
                    return true;
                },
                cancellation
            );
            // No change that the journal tells of.
            known.Clear();
        }
        catch (StoreException fault)
        {
            logger.LogWarning("The use of key {KeyId} could not be kept: {Fault}", key.Id, fault.Fault);
        }
    }

    private sealed record Known(ApiKey Key, long LastCommit);
}

/// <summary>Knows a caller by the key in <c>Authorization: Bearer</c>. What is known of it is what stands in the store now, so that a revoked key is refused at once.</summary>
internal sealed class ApiKeyAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    ApiKeys keys
) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "ApiKey";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers[HeaderNames.Authorization].ToString();
        if (header.Length == 0)
        {
            return AuthenticateResult.NoResult();
        }

        var secret = header.StartsWith(Bearer.Start, StringComparison.OrdinalIgnoreCase) ? header[Bearer.Start.Length..].Trim() : "";
        var seen = Context.Features.Get<LatestData>() ?? await LatestData.LookAsync(Context);
        if (await keys.RecogniseAsync(secret, seen.LastCommit, Context.RequestAborted) is not { } key)
        {
            return AuthenticateResult.Fail("The key is unknown, expired or revoked.");
        }

        return AuthenticateResult.Success(
            new AuthenticationTicket(new ClaimsPrincipal(Caller.OfKey(key).ToIdentity(Scheme.Name)), Scheme.Name)
        );
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) => AccessAnswers.ChallengeAsync(Context);

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => AccessAnswers.ForbidAsync(Context);
}

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
        return Sessions.TryEnd(context) ? next(context) : context.ChallengeAsync();
    }
}
