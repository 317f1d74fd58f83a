using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace CommitmentTracker.Data;

/// <summary>Reads see one consistent view; a write is stored whole when the call returns, and not at all when it refuses.</summary>
internal sealed class Store(IEngine engine, WriteQueue writes, TimeSpan patience)
{
    public async Task<T> ReadAsync<T>(Func<Session, Task<T>> read, CancellationToken cancellation)
    {
        try
        {
            await using var view = await engine.BeginReadAsync(cancellation);
            var result = await view.WaitAsync(read(new Session(view.Connection, cancellation)));
            await view.EndAsync();
            return result;
        }
        catch (Exception fault) when (engine.Explain(fault) is { } explained)
        {
            throw explained;
        }
    }

    public Task<Result<T>> WriteAsync<T>(Func<WriteSession, Task<Result<T>>> write, CancellationToken cancellation) =>
        WriteAsync(new QueuedWrite<T>(write, isRehearsal: false, cancellation));

    /// <summary>Does all that a write does, and takes it back.</summary>
    public Task<Result<T>> RehearseAsync<T>(Func<WriteSession, Task<Result<T>>> write, CancellationToken cancellation) =>
        WriteAsync(new QueuedWrite<T>(write, isRehearsal: true, cancellation));

    private Task<Result<T>> WriteAsync<T>(QueuedWrite<T> write)
    {
        writes.Add(write);
        return write.OutcomeAsync(patience);
    }
}

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
