namespace CommitmentTracker.Api.Health;

internal static class ShutdownSetup
{
    /// <summary>Told to stop, the server takes no more connections and answers what is under way; what is left after the time is broken off.</summary>
    public static WebApplicationBuilder AddShutdown(this WebApplicationBuilder builder)
    {
        builder
            .Services.AddOptions<ShutdownOptions>()
            .BindConfiguration(ShutdownOptions.Section)
            .ValidateOnStart()
            .Validate(shutdown => shutdown.TimeoutSeconds is >= 1 and <= 600, "Shutdown__TimeoutSeconds must be from 1 to 600.");
        builder
            .Services.AddOptions<HostOptions>()
            .Configure<IOptions<ShutdownOptions>>(
                (host, shutdown) =>
                {
                    host.ShutdownTimeout = TimeSpan.FromSeconds(shutdown.Value.TimeoutSeconds);
                    // What runs beside the requests must not take them down with it.
                    host.BackgroundServiceExceptionBehavior = BackgroundServiceExceptionBehavior.Ignore;
                }
            );
        return builder;
    }
}

internal sealed class ShutdownOptions
{
    public const string Section = "Shutdown";

    /// <summary>How long a service that is told to stop lets the requests under way go on.</summary>
    public int TimeoutSeconds { get; set; } = 30;
}
