namespace CommitmentTracker.Benchmarks.Results;

/// <summary>The median time to the first byte of a page, and of what the API answers for the same data, in milliseconds.</summary>
internal sealed record PageResult
{
    public required string Name { get; init; }

    /// <summary>How it was asked for, such as for the first time after a change.</summary>
    public required string Way { get; init; }

    /// <summary>What was asked of the API, one after the other; their times are added up.</summary>
    public required IReadOnlyList<string> Operations { get; init; }

    public required double Page { get; init; }
    public required double Api { get; init; }

    /// <summary>How large the page is, without compression.</summary>
    public required int Bytes { get; init; }

    public double Ratio => Page / Api;
}
