using System.Globalization;
using System.Text;
using OpenTelemetry.Metrics;

namespace CommitmentTracker.Http.Metrics;

/// <summary>Spells metrics in Prometheus' text format, version 0.0.4. The package for this is none that can be had here.</summary>
internal sealed class PrometheusText
{
    private static readonly Dictionary<string, string> Units = new(StringComparer.Ordinal)
    {
        ["s"] = "_seconds",
        ["ms"] = "_milliseconds",
        ["By"] = "_bytes",
    };

    private readonly StringBuilder text = new();

    public override string ToString() => text.ToString();

    public void Add(Metric metric)
    {
        var type = TypeOf(metric.MetricType);
        var name = NameOf(metric, type);
        text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {Escaped(metric.Description ?? "")}\n# TYPE {name} {type}\n");
        foreach (ref readonly var point in metric.GetMetricPoints())
        {
            Add(metric.MetricType, name, in point);
        }
    }

    private void Add(MetricType type, string name, ref readonly MetricPoint point)
    {
        var labels = LabelsOf(in point);
        switch (type)
        {
            case MetricType.Histogram:
                AddHistogram(name, labels, in point);
                break;
            case MetricType.LongSum or MetricType.LongSumNonMonotonic:
                AddLine(name, labels, point.GetSumLong());
                break;
            case MetricType.DoubleSum or MetricType.DoubleSumNonMonotonic:
                AddLine(name, labels, point.GetSumDouble());
                break;
            case MetricType.LongGauge:
                AddLine(name, labels, point.GetGaugeLastValueLong());
                break;
            case MetricType.DoubleGauge:
                AddLine(name, labels, point.GetGaugeLastValueDouble());
                break;
        }
    }

    private void AddHistogram(string name, string labels, ref readonly MetricPoint point)
    {
        var count = 0L;
        foreach (var bucket in point.GetHistogramBuckets())
        {
            count += bucket.BucketCount;
            var bound = $"le=\"{Number(bucket.ExplicitBound)}\"";
            AddLine(name + "_bucket", labels.Length == 0 ? bound : $"{labels},{bound}", count);
        }

        AddLine(name + "_sum", labels, point.GetHistogramSum());
        AddLine(name + "_count", labels, point.GetHistogramCount());
    }

    private void AddLine(string name, string labels, double value) =>
        text.Append(name).Append(labels.Length == 0 ? "" : $"{{{labels}}}").Append(' ').Append(Number(value)).Append('\n');

    private static string LabelsOf(ref readonly MetricPoint point)
    {
        var labels = new List<string>();
        foreach (var tag in point.Tags)
        {
            var value = Convert.ToString(tag.Value, CultureInfo.InvariantCulture) ?? "";
            labels.Add($"{Plain(tag.Key)}=\"{Escaped(value).Replace("\"", "\\\"", StringComparison.Ordinal)}\"");
        }

        return string.Join(',', labels);
    }

    private static string TypeOf(MetricType type) =>
        type switch
        {
            MetricType.Histogram => "histogram",
            MetricType.LongSum or MetricType.DoubleSum => "counter",
            _ => "gauge",
        };

    private static string NameOf(Metric metric, string type)
    {
        var name = Plain(metric.Name);
        var unit = Units.GetValueOrDefault(metric.Unit ?? "", "");
        return (name.EndsWith(unit, StringComparison.Ordinal) ? name : name + unit) + (type == "counter" ? "_total" : "");
    }

    private static string Plain(string name) => string.Concat(name.Select(each => char.IsAsciiLetterOrDigit(each) ? each : '_'));

    private static string Escaped(string value) =>
        value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    private static string Number(double value) =>
        double.IsPositiveInfinity(value) ? "+Inf"
        : double.IsNegativeInfinity(value) ? "-Inf"
        : value.ToString("R", CultureInfo.InvariantCulture);
}
