namespace CommitmentTracker.Api;

/// <summary>
/// The later part of what a request passes: routes, rights, endpoints. To put it together takes half as long as an empty program takes to
/// start: so that is done while the server already listens and says how it is, and a request that comes before the end waits for it.
/// </summary>
internal sealed class LaterPipeline
{
    /// <summary>By these the framework sees that there is no need to put its own in front of everything, where the order is not ours.</summary>
    private static readonly string[] Ours = ["__AuthenticationMiddlewareSet", "__AuthorizationMiddlewareSet"];

    /// <summary>Fails with what keeps it from being put together.</summary>
    public Task<RequestDelegate> Built { get; private set; } = Task.FromException<RequestDelegate>(new InvalidOperationException());

    /// <summary>To be started once the server listens.</summary>
    public void EndWith(IApplicationBuilder app, Action<IApplicationBuilder> configure)
    {
        foreach (var key in Ours)
        {
            app.Properties[key] = true;
        }

        Built = new Task<RequestDelegate>(() =>
        {
            var later = app.New();
            configure(later);
            return later.Build();
        });
        app.Run(context => Built.IsCompletedSuccessfully ? Built.Result(context) : WaitAsync(context));
    }

    private async Task WaitAsync(HttpContext context)
    {
        var pipeline = await Built.WaitAsync(context.RequestAborted);
        await pipeline(context);
    }
}

internal static class LaterPipelineSetup
{
    public static void UseLater(this IApplicationBuilder app, Action<IApplicationBuilder> configure) =>
        app.ApplicationServices.GetRequiredService<LaterPipeline>().EndWith(app, configure);
}
