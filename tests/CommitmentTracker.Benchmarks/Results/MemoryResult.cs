namespace CommitmentTracker.Benchmarks.Results;

/// <summary>Resident memory, in MB of a million bytes.</summary>
internal sealed record MemoryResult
{
    public required int Commitments { get; init; }
    public required double AfterStart { get; init; }
    public required double AfterLoad { get; init; }
}
