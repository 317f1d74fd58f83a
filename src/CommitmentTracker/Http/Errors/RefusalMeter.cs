using System.Diagnostics.Metrics;
using CommitmentTracker.Database;

namespace CommitmentTracker.Http.Errors;

/// <summary>Counts the problems that are answered, by their code.</summary>
internal sealed class RefusalMeter : IDisposable
{
    private readonly Meter meter = new(StoreMeter.Name);
    private readonly Counter<long> refusals;

    public RefusalMeter() =>
        refusals = meter.CreateCounter<long>("commitment_tracker.refusals", "{refusal}", "How many requests were refused, by error code.");

    public void Count(string code) => refusals.Add(1, new KeyValuePair<string, object?>("code", code));

    public void Dispose() => meter.Dispose();
}
