using CommitmentTracker.Database;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace CommitmentTracker.Http.Metrics;

/// <summary>Listens to the meters of the framework and our own, and writes down what they come to when asked.</summary>
internal sealed class MetricsPage : IDisposable
{
    private static readonly string[] Meters =
    [
        "Microsoft.AspNetCore.Hosting",
        "Microsoft.AspNetCore.Server.Kestrel",
        "System.Runtime",
        StoreMeter.Name,
    ];

    private readonly Lock turn = new();
    private readonly Writer writer = new();
    private readonly BaseExportingMetricReader reader;
    private readonly MeterProvider provider;

    public MetricsPage()
    {
        reader = new BaseExportingMetricReader(writer);
        provider = Sdk.CreateMeterProviderBuilder().AddMeter(Meters).AddReader(reader).Build();
    }

    public string Read()
    {
        lock (turn)
        {
            return writer.Collect!(Timeout.Infinite)
                ? writer.Text
                : throw new InvalidOperationException("The metrics could not be collected.");
        }
    }

    public void Dispose()
    {
        provider.Dispose();
        reader.Dispose();
        writer.Dispose();
    }

    [ExportModes(ExportModes.Pull)]
    private sealed class Writer : BaseExporter<Metric>, IPullMetricExporter
    {
        /// <summary>Set by the reader, which takes no other call of one that is asked.</summary>
        public Func<int, bool>? Collect { get; set; }

        public string Text { get; private set; } = "";

        public override ExportResult Export(in Batch<Metric> batch)
        {
            var text = new PrometheusText();
            foreach (var metric in batch)
            {
                text.Add(metric);
            }

            Text = text.ToString();
            return ExportResult.Success;
        }
    }
}
