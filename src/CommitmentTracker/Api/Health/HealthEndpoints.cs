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

    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapGet($"{Root}/live", LiveAsync).ExcludeFromDescription();
        app.MapGet($"{Root}/ready", ReadyAsync).ExcludeFromDescription();
    }

    private static Task LiveAsync(HttpContext context) =>
        Healthy("live", context.RequestServices.GetRequiredService<IEngine>()).ExecuteAsync(context);

    /// <summary>Ready means that requests may come: the database answers and is the one that should be there. If not, the problem says why.</summary>
    private static async Task<IResult> ReadyAsync(
        IEngine engine,
        Store store,
        Damage damage,
        IHostApplicationLifetime service,
        CancellationToken cancellation
    )
    {
        if (service.ApplicationStopping.IsCancellationRequested)
        {
            return Unready("The service is stopping.");
        }

        if (damage.IsFound)
        {
            return Unready("The database was found damaged: stop the service, check it, and restore a backup.");
        }

        if (await engine.FaultAsync(store, cancellation) is { } fault)
        {
            return Unready(fault);
        }

        return Healthy("ready", engine);
    }

    private static IResult Unready(string reason) => Answer.Refused(new Refusal(ErrorCode.StoreUnavailable, reason));

    /// <summary>Spelled out, and sent without a handler to bind: who asks this first asks how long the start took.</summary>
    private static IResult Healthy(string status, IEngine engine) =>
        Answer.JsonBytes(
            Encoding.UTF8.GetBytes($$"""{"status":"{{status}}","engine":"{{engine.Name}}","engineVersion":"{{engine.Version}}"}""")
        );
}
