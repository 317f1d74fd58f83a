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

    public static Tally Of(IEnumerable<(StandingView View, long Count)> counted)
    {
        var all = counted.ToList();
        return new Tally(
            all.Sum(each => each.Count),
            By(all, view => view.Status),
            By(all, view => view.DeadlineState),
            By(all, view => view.Freshness)
        );
    }

    /// <summary>The share that is completed of what still counts; null when nothing does, because no share of nothing is done or undone.</summary>
    public decimal? CompletionRate => CompletionRateOf(ByStatus);

    public static decimal? CompletionRateOf(IReadOnlyDictionary<Status, long> byStatus)
    {
        var counted = byStatus.Values.Sum() - byStatus[Status.Cancelled] - byStatus[Status.Superseded];
        return counted == 0 ? null : Math.Round((decimal)byStatus[Status.Completed] / counted, RateDecimals, MidpointRounding.AwayFromZero);
    }

    private static Dictionary<T, long> By<T>(List<(StandingView View, long Count)> counted, Func<StandingView, T> axis)
        where T : struct, Enum
    {
        var counts = Enum.GetValues<T>().ToDictionary(value => value, _ => 0L);
        foreach (var each in counted)
        {
            counts[axis(each.View)] += each.Count;
        }

        return counts;
    }
}
