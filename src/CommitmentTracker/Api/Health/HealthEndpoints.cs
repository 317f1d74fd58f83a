using CommitmentTracker.Api.Caching;
using CommitmentTracker.Api.Limits;

namespace CommitmentTracker.Api.Health;

/// <summary>How the service is, for whatever watches over it. Outside the versioned API and open to everybody.</summary>
internal static class HealthEndpoints
{
    public const string Root = "/health";

    /// <summary>Liveness before routing, whose table may still be in the making: who asks this first asks how long the start took.</summary>
    public static void UseLiveness(this IApplicationBuilder app) =>
        app.Use(
            (context, next) =>
                HttpMethods.IsGet(context.Request.Method) && context.Request.Path == $"{Root}/live" ? LiveAsync(context) : next(context)
        );

    /// <summary>Readiness too, where nothing that comes later has a say in the answer: neither who asks nor of what page.</summary>
    public static void UseReadiness(this IApplicationBuilder app)
    {
        var limits = app.ApplicationServices.GetRequiredService<RateLimits>();
        app.Use(
            (context, next) =>
                !RememberedAnswersSetup.IsPlainRead(context.Request)
                || context.Request.Headers.Authorization.Count > 0
                || context.Request.Path != $"{Root}/ready"
                    ? next(context)
                : limits.Admits(context) ? ReadyAsync(context)
                : limits.RefuseAsync(context)
        );
    }

    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapGet($"{Root}/live", LiveAsync).ExcludeFromDescription();
        app.MapGet($"{Root}/ready", ReadyAsync).ExcludeFromDescription();
    }

    private static Task LiveAsync(HttpContext context) =>
        Healthy("live", context.RequestServices.GetRequiredService<IEngine>()).ExecuteAsync(context);

    /// <summary>Ready means that requests may come: the database answers and is the one that should be there. If not, the problem says why.</summary>
    private static async Task ReadyAsync(HttpContext context)
    {
        var reason = await FaultAsync(context.RequestServices, context.RequestAborted);
        var answer = reason is null
            ? Healthy("ready", context.RequestServices.GetRequiredService<IEngine>())
            : Answer.Refused(new Refusal(ErrorCode.StoreUnavailable, reason));
        await answer.ExecuteAsync(context);
    }

    private static async Task<string?> FaultAsync(IServiceProvider services, CancellationToken cancellation)
    {
        if (services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested)
        {
            return "The service is stopping.";
        }

        return services.GetRequiredService<Damage>().IsFound
            ? "The database was found damaged: stop the service, check it, and restore a backup."
            : await services.GetRequiredService<IEngine>().FaultAsync(services.GetRequiredService<Store>(), cancellation);
    }

    /// <summary>Spelled out, and sent without a handler to bind: who asks this first asks how long the start took.</summary>
    private static IResult Healthy(string status, IEngine engine) =>
        Answer.JsonBytes(
            Encoding.UTF8.GetBytes($$"""{"status":"{{status}}","engine":"{{engine.Name}}","engineVersion":"{{engine.Version}}"}""")
        );
}
