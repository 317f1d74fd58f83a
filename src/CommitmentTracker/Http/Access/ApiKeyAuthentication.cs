using System.Security.Claims;
using System.Text.Encodings.Web;
using CommitmentTracker.Database;
using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;
using CommitmentTracker.Http.Errors;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace CommitmentTracker.Http.Access;

/// <summary>Knows a caller by the key in <c>Authorization: Bearer</c>. The store is asked each time, so that a revoked key is refused at once.</summary>
internal sealed class ApiKeyAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    ApiKeys keys
) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "Bearer";
    private const string Start = SchemeName + " ";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers[HeaderNames.Authorization].ToString();
        if (header.Length == 0)
        {
            return AuthenticateResult.NoResult();
        }

        var key = header.StartsWith(Start, StringComparison.OrdinalIgnoreCase) ? header[Start.Length..].Trim() : "";
        return await keys.FindAsync(key, Context.RequestAborted) is { } found
            ? AuthenticateResult.Success(new AuthenticationTicket(Principal(found), Scheme.Name))
            : AuthenticateResult.Fail("The key is unknown, expired or revoked.");
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = SchemeName;
        return new ProblemAnswer(
            new Refusal(
                ErrorCode.Unauthenticated,
                Request.Headers.ContainsKey(HeaderNames.Authorization)
                    ? "The key is not known, has expired or was revoked. Ask the secretariat for a new one."
                    : "This needs a key. Send it as Authorization: Bearer and the key."
            )
        ).ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        new ProblemAnswer(new Refusal(ErrorCode.Forbidden, "Your key is valid, but its role does not have this right.")).ExecuteAsync(
            Context
        );

    private ClaimsPrincipal Principal(ApiKeyRecord key)
    {
        var claims = new List<Claim> { new(ClaimTypes.Name, key.Name), new(ClaimTypes.Role, EnumCode.Of(key.Role)) };
        if (key.Party is not null)
        {
            claims.Add(new Claim(Caller.PartyClaim, key.Party));
        }

        return new ClaimsPrincipal(new ClaimsIdentity(claims, Scheme.Name));
    }
}
