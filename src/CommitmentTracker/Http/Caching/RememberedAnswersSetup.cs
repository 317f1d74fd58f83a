using CommitmentTracker.Http.Access;
using CommitmentTracker.Http.Limits;
using Microsoft.Extensions.Options;

namespace CommitmentTracker.Http.Caching;

internal static class RememberedAnswersSetup
{
    /// <summary>
    /// Answers before anything else looks at the request, where the answer is remembered and everyone may read it: with a key the request
    /// goes on, and so does one of a page of another origin, which hears what that page may do.
    /// </summary>
    public static WebApplication UseRememberedAnswers(this WebApplication app)
    {
        if (app.Services.GetRequiredService<IOptions<AccessOptions>>().Value.PublicRead)
        {
            var remembered = app.Services.GetRequiredService<RememberedAnswers>();
            var limits = app.Services.GetRequiredService<RateLimits>();
            app.Use(
                (context, next) =>
                {
                    if (!IsPlainRead(context.Request) || context.Request.Headers.Authorization.Count > 0)
                    {
                        return next(context);
                    }

                    var place = remembered.PlaceOf(context, seesUnpublished: false);
                    if (place.Find() is { } answer)
                    {
                        return limits.Admits(context) ? answer.SendAsync(context) : limits.RefuseAsync(context);
                    }

                    context.Features.Set(place);
                    return next(context);
                }
            );
        }

        return app;
    }

    /// <summary>The same for callers with a key, once it is known who they are and that they may ask: each is counted before.</summary>
    public static WebApplication UseRememberedAnswersForKeys(this WebApplication app)
    {
        var remembered = app.Services.GetRequiredService<RememberedAnswers>();
        app.Use(
            (context, next) =>
            {
                if (!IsPlainRead(context.Request) || context.User.Identity is not { IsAuthenticated: true })
                {
                    return next(context);
                }

                var place = remembered.PlaceOf(context, Caller.From(context.User).KeepsTheTracker);
                if (place.Find() is { } answer)
                {
                    return answer.SendAsync(context);
                }

                context.Features.Set(place);
                return next(context);
            }
        );
        return app;
    }

    private static bool IsPlainRead(HttpRequest request) => HttpMethods.IsGet(request.Method) && request.Headers.Origin.Count == 0;
}
