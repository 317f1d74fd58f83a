using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace CommitmentTracker.Api.Metrics;

internal static class MetricsSetup
{
    private const string Address = "/metrics";
    private const string ServiceName = "commitment-tracker";

    /// <summary>What is not asked for is not measured: without a listener the meters cost nothing.</summary>
    public static WebApplicationBuilder AddMetrics(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<MetricsOptions>().BindConfiguration(MetricsOptions.Section).ValidateOnStart();
        services.AddSingleton<RefusalMeter>();
        if (builder.Configuration.GetValue<bool>($"{MetricsOptions.Section}:{nameof(MetricsOptions.Enabled)}"))
        {
            services
                .AddOpenTelemetry()
                .ConfigureResource(resource => resource.AddService(ServiceName, autoGenerateServiceInstanceId: false))
                .WithMetrics(metrics =>
                    metrics
                        .AddAspNetCoreInstrumentation()
                        .AddRuntimeInstrumentation()
                        .AddMeter(StoreMeter.Name)
                        // A scraper that asks twice in a moment is told the truth twice.
                        .AddPrometheusExporter(exporter => exporter.ScrapeResponseCacheDurationMilliseconds = 0)
                );
        }

        return builder;
    }

    public static void MapMetrics(this IEndpointRouteBuilder app)
    {
        var metrics = app.ServiceProvider.GetRequiredService<IOptions<MetricsOptions>>().Value;
        if (!metrics.Enabled)
        {
            return;
        }

        var endpoint = app.MapPrometheusScrapingEndpoint(Address);
        endpoint.WithMetadata(new HttpMethodMetadata([HttpMethods.Get])).Add(KeepPrivate);
        if (!metrics.Public)
        {
            endpoint.OnlyFor(Role.Admin);
        }
    }

    /// <summary>The exporter says nothing of who may keep its answer.</summary>
    private static void KeepPrivate(EndpointBuilder endpoint)
    {
        var answer = endpoint.RequestDelegate!;
        endpoint.RequestDelegate = context =>
        {
            CachePolicy.Apply(context, isPrivate: true);
            return answer(context);
        };
    }
}

internal sealed class MetricsOptions
{
    public const string Section = "Metrics";

    /// <summary>Whether the service measures itself and answers /metrics.</summary>
    public bool Enabled { get; set; }

    /// <summary>Whether it answers to everyone, and not only to an admin's key.</summary>
    public bool Public { get; set; }
}
