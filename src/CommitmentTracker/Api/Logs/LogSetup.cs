namespace CommitmentTracker.Api.Logs;

/// <summary>
/// The framework's own lines of each request print the whole address, and the token of a private calendar feed stands in one. They stay
/// out of every log, whatever the settings ask for.
/// </summary>
internal static class LogSetup
{
    private const string RequestLines = "Microsoft.AspNetCore.Hosting.Diagnostics";

    private const string Instant = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    public static WebApplicationBuilder AddLogs(this WebApplicationBuilder builder)
    {
        builder
            .Services.AddOptions<LogOptions>()
            .BindConfiguration(LogOptions.Section)
            .ValidateOnStart()
            .Validate(logs => logs.HasFormat, $"Logs__Format must be {LogOptions.Text} or {LogOptions.Json}.")
            .Validate(logs => logs.SlowRequestMilliseconds >= 0, "Logs__SlowRequestMilliseconds must be 0 or more.");
        if (builder.Configuration.GetSection(LogOptions.Section)[nameof(LogOptions.Format)] == LogOptions.Json)
        {
            builder.Logging.AddJsonConsole(console => (console.UseUtcTimestamp, console.TimestampFormat) = (true, Instant));
        }

        builder.Services.AddSingleton<IPostConfigureOptions<LoggerFilterOptions>, WithoutRequestLines>();
        return builder;
    }

    /// <summary>Before all else, so that it sees what the caller sees.</summary>
    public static WebApplication UseRequestLog(this WebApplication app)
    {
        app.UseMiddleware<RequestLog>();
        return app;
    }

    private sealed class WithoutRequestLines : IPostConfigureOptions<LoggerFilterOptions>
    {
        /// <summary>Of rules that are equally near the last one counts, and a rule for one provider is nearer than one for all.</summary>
        public void PostConfigure(string? name, LoggerFilterOptions options)
        {
            foreach (var provider in options.Rules.Select(rule => rule.ProviderName).Append(null).Distinct().ToList())
            {
                options.Rules.Add(new LoggerFilterRule(provider, RequestLines, LogLevel.Warning, filter: null));
            }
        }
    }
}

internal sealed class LogOptions
{
    public const string Section = "Logs";

    public const string Text = "text";
    public const string Json = "json";

    /// <summary>How a line stands in the log: as text for people, or as JSON for programs.</summary>
    public string Format { get; set; } = Text;

    /// <summary>From how long on a request is slow and gets a line; with 0 each one does.</summary>
    public int SlowRequestMilliseconds { get; set; } = 1000;

    public bool HasFormat => Format is Text or Json;
}
