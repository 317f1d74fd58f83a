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
            By(all, bucket => bucket.Status, bucket => bucket.Count),
            By(all, bucket => DeadlineRule.StateOf(bucket.DueOn, bucket.Status, bucket.CompletedOn, day), bucket => bucket.Count),
            By(all, bucket => FreshnessRule.Of(bucket.Status, bucket.ReportedOn, day), bucket => bucket.Count)
        );
    }

    public static Tally Of(IEnumerable<(Status Status, DeadlineState DeadlineState, Freshness Freshness, long Count)> counted)
    {
        var all = counted.ToList();
        return new Tally(
            all.Sum(each => each.Count),
            By(all, each => each.Status, each => each.Count),
            By(all, each => each.DeadlineState, each => each.Count),
            By(all, each => each.Freshness, each => each.Count)
        );
    }

    /// <summary>The share that is completed of what still counts; null when nothing does, because no share of nothing is done or undone.</summary>
    public decimal? CompletionRate => CompletionRateOf(ByStatus);

    public static decimal? CompletionRateOf(IReadOnlyDictionary<Status, long> byStatus)
    {
        var counted = byStatus.Values.Sum() - byStatus[Status.Cancelled] - byStatus[Status.Superseded];
        return counted == 0 ? null : Math.Round((decimal)byStatus[Status.Completed] / counted, RateDecimals, MidpointRounding.AwayFromZero);
    }

    private static Dictionary<T, long> By<TCounted, T>(List<TCounted> counted, Func<TCounted, T> axis, Func<TCounted, long> countOf)
        where T : struct, Enum
    {
        var counts = Enum.GetValues<T>().ToDictionary(value => value, _ => 0L);
        foreach (var each in counted)
        {
            counts[axis(each)] += countOf(each);
        }

        return counts;
    }
}
