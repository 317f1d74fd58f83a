using CommitmentTracker.Domain;
using CommitmentTracker.Http.Errors;
using Microsoft.Net.Http.Headers;

namespace CommitmentTracker.Http.Access;

/// <summary>What a caller hears who is not known, or may not.</summary>
internal static class AccessAnswers
{
    public static Task ChallengeAsync(HttpContext context)
    {
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return new ProblemAnswer(
            new Refusal(
                ErrorCode.Unauthenticated,
                context.Request.Headers.ContainsKey(HeaderNames.Authorization)
                    ? "The key or token is not known, has expired or was revoked. Ask the secretariat for a new one."
                    : "This needs a key. Send it as Authorization: Bearer and the key."
            )
        ).ExecuteAsync(context);
    }

    /// <summary>The same as an answer of an endpoint.</summary>
    public static IResult Challenge { get; } = new Challenged();

    public static Task ForbidAsync(HttpContext context) =>
        new ProblemAnswer(new Refusal(ErrorCode.Forbidden, "Your key is valid, but its role does not have this right.")).ExecuteAsync(
            context
        );

    private sealed class Challenged : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) => ChallengeAsync(httpContext);
    }
}
