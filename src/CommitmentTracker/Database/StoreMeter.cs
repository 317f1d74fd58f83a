using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace CommitmentTracker.Database;

/// <summary>What the store measures of itself. While nobody listens it costs nothing.</summary>
internal sealed class StoreMeter : IDisposable
{
    public const string Name = "CommitmentTracker";

    private readonly Meter meter = new(Name);
    private readonly Histogram<double> wait;
    private readonly Histogram<int> size;

    public StoreMeter()
    {
        wait = meter.CreateHistogram(
            "commitment_tracker.write.wait",
            "s",
            "How long a write waited for its turn.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10] }
        );
        size = meter.CreateHistogram(
            "commitment_tracker.commit.writes",
            "{write}",
            "How many writes a commit stored.",
            advice: new InstrumentAdvice<int> { HistogramBucketBoundaries = [1, 2, 4, 8, 16, 32, 64, 128] }
        );
    }

    /// <param name="since">The timestamp from which the write waited.</param>
    public void Waited(long since) => wait.Record(Stopwatch.GetElapsedTime(since).TotalSeconds);

    public void Committed(int writes) => size.Record(writes);

    public void Dispose() => meter.Dispose();
}
