using System.Text;
using CommitmentTracker.Domain.Vocabulary;
using CommitmentTracker.Http.Access;
using CommitmentTracker.Http.Errors;
using Microsoft.Extensions.Options;

namespace CommitmentTracker.Http.Metrics;

internal static class MetricsSetup
{
    private const string Address = "/metrics";
    private const string MediaType = "text/plain; version=0.0.4; charset=utf-8";

    public static WebApplicationBuilder AddMetrics(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<MetricsOptions>().BindConfiguration(MetricsOptions.Section).ValidateOnStart();
        builder.Services.AddSingleton<RefusalMeter>().AddSingleton<MetricsPage>();
        return builder;
    }

    /// <summary>What is not asked for is not measured: the page begins to listen when it is made.</summary>
    public static void MapMetrics(this WebApplication app)
    {
        var metrics = app.Services.GetRequiredService<IOptions<MetricsOptions>>().Value;
        if (!metrics.Enabled)
        {
            return;
        }

        var page = app.Services.GetRequiredService<MetricsPage>();
        var endpoint = app.MapGet(Address, () => Page(page)).ExcludeFromDescription();
        if (!metrics.Public)
        {
            endpoint.OnlyFor(Role.Admin);
        }
    }

    private static BytesAnswer Page(MetricsPage page) => new(Encoding.UTF8.GetBytes(page.Read()), MediaType) { IsPrivate = true };
}
