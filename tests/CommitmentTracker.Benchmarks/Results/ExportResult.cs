namespace CommitmentTracker.Benchmarks.Results;

/// <summary>An export of all commitments, in MB of a million bytes.</summary>
internal sealed record ExportResult
{
    public required int Commitments { get; init; }
    public required double Megabytes { get; init; }
    public required double PerSecond { get; init; }

    /// <summary>How much more was resident at the most than before it.</summary>
    public required double MemoryGrowth { get; init; }
}
