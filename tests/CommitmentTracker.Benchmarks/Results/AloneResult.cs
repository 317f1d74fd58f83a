namespace CommitmentTracker.Benchmarks.Results;

/// <summary>The median answer time of a single client, in milliseconds.</summary>
internal sealed record AloneResult(string Name, int Commitments, double P50);

/// <summary>How many times as long a single client waits when the tracker is as much larger.</summary>
internal sealed record GrowthResult(string Name, int From, int To, double Ratio);
