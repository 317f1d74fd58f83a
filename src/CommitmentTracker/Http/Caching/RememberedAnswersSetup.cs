using CommitmentTracker.Http.Access;
using CommitmentTracker.Http.Limits;
using Microsoft.Extensions.Options;

namespace CommitmentTracker.Http.Caching;

internal static class RememberedAnswersSetup
{
    /// <summary>
    /// Answers before anything else looks at the request, where the answer is remembered. Only what everyone may read is: a request with a
    /// key goes the whole way, and so does one of a page of another origin, which hears what that page may do.
    /// </summary>
    public static WebApplication UseRememberedAnswers(this WebApplication app)
    {
        var isOpen = app.Services.GetRequiredService<IOptions<AccessOptions>>().Value.PublicRead;
        if (isOpen)
        {
            var remembered = app.Services.GetRequiredService<RememberedAnswers>();
            var limits = app.Services.GetRequiredService<RateLimits>();
            app.Use(
                (context, next) =>
                {
                    var request = context.Request;
                    if (!HttpMethods.IsGet(request.Method) || request.Headers.Authorization.Count + request.Headers.Origin.Count > 0)
                    {
                        return next(context);
                    }

                    if (remembered.Find(context) is { } answer)
                    {
                        return limits.Admits(context) ? answer.SendAsync(context) : limits.RefuseAsync(context);
                    }

                    context.Features.Set(remembered);
                    return next(context);
                }
            );
        }

        return app;
    }
}
