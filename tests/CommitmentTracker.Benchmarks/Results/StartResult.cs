namespace CommitmentTracker.Benchmarks.Results;

/// <summary>Milliseconds to the first answer: of the empty program, and of the service's health, readiness and list.</summary>
internal sealed record StartResult
{
    /// <summary>How many were generated; with none there is the reference data alone, as it is shipped.</summary>
    public required int Commitments { get; init; }

    public required double Empty { get; init; }
    public required double Live { get; init; }
    public required double Ready { get; init; }
    public required double List { get; init; }
    public double LiveRatio => Live / Empty;
    public double ReadyRatio => Ready / Empty;
    public double ListRatio => List / Empty;
}
