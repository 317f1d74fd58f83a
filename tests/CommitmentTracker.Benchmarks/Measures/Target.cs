using CommitmentTracker.Benchmarks.Load;
using CommitmentTracker.TestStand;

namespace CommitmentTracker.Benchmarks.Measures;

/// <summary>A server under load, with what it is sent.</summary>
internal sealed record Target(LoadRun Run, ProcessFigures Process)
{
    /// <summary>One round: processor time is counted over the very time that is loaded.</summary>
    public async Task<(LoadFigures Load, Round Round)> MeasureAsync(Wrk wrk)
    {
        var before = Process.CpuTime;
        var load = await wrk.RunAsync(Run);
        return (load, Round.Of(load, Process.CpuTime - before));
    }
}
