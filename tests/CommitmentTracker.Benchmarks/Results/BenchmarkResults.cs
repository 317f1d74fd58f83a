using System.Runtime.InteropServices;
using CommitmentTracker.Benchmarks.Load;

namespace CommitmentTracker.Benchmarks.Results;

/// <summary>All that a run has measured so far.</summary>
internal sealed class BenchmarkResults(BenchmarkOptions options, Processors processors)
{
    public DateTimeOffset MeasuredAt { get; } = TimeProvider.System.GetUtcNow();
    public string Framework { get; } = RuntimeInformation.FrameworkDescription;
    public string System { get; } = RuntimeInformation.OSDescription;
    public int ProcessorCount { get; } = Environment.ProcessorCount;
    public Processors Processors { get; } = processors;
    public BenchmarkOptions Options { get; } = options;
    public List<ReadResult> Reads { get; } = [];
    public List<AloneResult> Alone { get; } = [];
    public List<AfterChangeResult> AfterChange { get; } = [];
    public List<ExportResult> Exports { get; } = [];
    public List<WriteResult> Writes { get; } = [];
    public List<PageResult> Pages { get; } = [];
    public List<StartResult> Starts { get; } = [];
    public List<MemoryResult> Memory { get; } = [];

    /// <summary>What could not be measured, and why.</summary>
    public List<string> Faults { get; } = [];

    public IReadOnlyList<GrowthResult> Growth =>
        [
            .. Alone
                .GroupBy(each => each.Name)
                .Select(each => (Small: each.MinBy(one => one.Commitments)!, Large: each.MaxBy(one => one.Commitments)!))
                .Where(each => each.Small != each.Large)
                .Select(each => new GrowthResult(
                    each.Small.Name,
                    each.Small.Commitments,
                    each.Large.Commitments,
                    each.Large.P50 / each.Small.P50
                )),
        ];
}
