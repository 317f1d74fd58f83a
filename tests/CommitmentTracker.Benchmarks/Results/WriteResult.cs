using CommitmentTracker.Benchmarks.Measures;

namespace CommitmentTracker.Benchmarks.Results;

/// <summary>Progress updates recorded, beside what the disk can do.</summary>
internal sealed record WriteResult
{
    public required int Commitments { get; init; }
    public required int Clients { get; init; }

    /// <summary>What the service ran on, as <c>taskset -c</c> takes it.</summary>
    public required string Processors { get; init; }
    public required Round Service { get; init; }
    public double DiskPerSecond { get; init; }
    public double Ratio => Service.PerSecond / DiskPerSecond;
}
