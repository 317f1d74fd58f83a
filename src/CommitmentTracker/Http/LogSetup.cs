using Microsoft.Extensions.Options;

namespace CommitmentTracker.Http;

/// <summary>
/// The framework's own lines of each request print the whole address, and the token of a private calendar feed stands in one. They stay
/// out of every log, whatever the settings ask for.
/// </summary>
internal static class LogSetup
{
    private const string RequestLines = "Microsoft.AspNetCore.Hosting.Diagnostics";

    public static WebApplicationBuilder AddQuietLogs(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IPostConfigureOptions<LoggerFilterOptions>, WithoutRequestLines>();
        return builder;
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
