using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace CommitmentTracker.Http.Access;

/// <summary>Knows a caller by the key in <c>Authorization: Bearer</c>. What is known of it is what stands in the store now, so that a revoked key is refused at once.</summary>
internal sealed class ApiKeyAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    ApiKeys keys
) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "ApiKey";

    private const string Start = "Bearer ";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers[HeaderNames.Authorization].ToString();
        if (header.Length == 0)
        {
            return AuthenticateResult.NoResult();
        }

        var secret = header.StartsWith(Start, StringComparison.OrdinalIgnoreCase) ? header[Start.Length..].Trim() : "";
        if (await keys.RecogniseAsync(secret, Context.RequestAborted) is not { } key)
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
