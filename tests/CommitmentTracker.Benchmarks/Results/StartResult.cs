namespace CommitmentTracker.Benchmarks.Results;

/// <summary>Milliseconds to the first answer: of the empty program, and of the service's health and list.</summary>
internal sealed record StartResult
{
    public required int Commitments { get; init; }
    public required double Empty { get; init; }
    public required double Live { get; init; }
    public required double List { get; init; }
    public double LiveRatio => Live / Empty;
    public double ListRatio => List / Empty;
}
