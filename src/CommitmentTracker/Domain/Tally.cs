using CommitmentTracker.Domain.Vocabulary;

namespace CommitmentTracker.Domain;

/// <summary>How many there are by each axis, on a day. Every value of an axis has its count, so that each axis adds up to the total.</summary>
internal sealed record Tally(
    long Total,
    IReadOnlyDictionary<Status, long> ByStatus,
    IReadOnlyDictionary<DeadlineState, long> ByDeadlineState,
    IReadOnlyDictionary<Freshness, long> ByFreshness
)
{
    public const int RateDecimals = 4;

    public static Tally Of(IEnumerable<Bucket> buckets, ReportingDay day)
    {
        var all = buckets.ToList();
        return new Tally(
            all.Sum(bucket => bucket.Count),
            By(all, bucket => bucket.Status),
            By(all, bucket => DeadlineRule.StateOf(bucket.DueOn, bucket.Status, bucket.CompletedOn, day)),
            By(all, bucket => FreshnessRule.Of(bucket.Status, bucket.ReportedOn, day))
        );
    }

    /// <summary>The share that is completed of what still counts; null when nothing does, because no share of nothing is done or undone.</summary>
    public decimal? CompletionRate => CompletionRateOf(ByStatus);

    public static decimal? CompletionRateOf(IReadOnlyDictionary<Status, long> byStatus)
    {
        var counted = byStatus.Values.Sum() - byStatus[Status.Cancelled] - byStatus[Status.Superseded];
        return counted == 0 ? null : Math.Round((decimal)byStatus[Status.Completed] / counted, RateDecimals, MidpointRounding.AwayFromZero);
    }

    private static Dictionary<T, long> By<T>(List<Bucket> buckets, Func<Bucket, T> axis)
        where T : struct, Enum
    {
        var counts = Enum.GetValues<T>().ToDictionary(value => value, _ => 0L);
        foreach (var bucket in buckets)
        {
            counts[axis(bucket)] += bucket.Count;
        }

        return counts;
    }
}
