namespace CommitmentTracker.Benchmarks.Results;

/// <summary>The first answer after a change, in milliseconds.</summary>
internal sealed record AfterChangeResult
{
    public required string Name { get; init; }
    public required int Commitments { get; init; }
    public required double Median { get; init; }
    public required double Slowest { get; init; }
}
