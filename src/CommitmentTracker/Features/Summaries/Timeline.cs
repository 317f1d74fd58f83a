using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;

namespace CommitmentTracker.Features.Summaries;

/// <summary>How status counts stood at the end of each interval.</summary>
internal sealed record Timeline
{
    /// <summary>One point an interval, the earliest first.</summary>
    public required IReadOnlyList<TimelinePoint> Points { get; init; }

    /// <summary>Today.</summary>
    /// <example>2026-11-21</example>
    public required DateOnly AsOf { get; init; }
}

/// <summary>How many commitments there were at the end of a day.</summary>
internal sealed record TimelinePoint
{
    /// <summary>The day: the interval's last, or today in the interval that is not over.</summary>
    /// <example>2026-10-31</example>
    public required DateOnly On { get; init; }

    /// <summary>How many there were.</summary>
    /// <example>31</example>
    public required long Total { get; init; }

    /// <summary>How many had each status; every status is there.</summary>
    public required StatusCounts ByStatus { get; init; }

    /// <summary>The share that was completed, reckoned as in the summary. Null where nothing counted.</summary>
    /// <example>0.2903</example>
    public required decimal? CompletionRate { get; init; }

    public static TimelinePoint From(DateOnly on, IReadOnlyDictionary<Status, long> byStatus) =>
        new()
        {
            On = on,
            Total = byStatus.Values.Sum(),
            ByStatus = StatusCounts.From(byStatus),
            CompletionRate = Tally.CompletionRateOf(byStatus),
        };
}
