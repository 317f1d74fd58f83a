namespace CommitmentTracker.Benchmarks.Load;

/// <summary>What wrk counted in one run; durations in microseconds.</summary>
internal sealed record LoadFigures
{
    public long Requests { get; init; }
    public long Microseconds { get; init; }
    public long Bytes { get; init; }
    public long P50 { get; init; }
    public long P99 { get; init; }

    /// <summary>Answers with a status of 400 or above.</summary>
    public long Refused { get; init; }

    /// <summary>Connections that failed, and answers that did not come.</summary>
    public long Broken { get; init; }

    /// <summary>Answers with another status than expected; counted only where every answer is looked at.</summary>
    public long Wrong { get; init; }

    public int FirstWrong { get; init; }

    /// <summary>Answers with another body than expected; counted only where there is one.</summary>
    public long Differing { get; init; }

    public double PerSecond => Requests * 1e6 / Microseconds;

    public double BytesEach => (double)Bytes / Requests;
}
