using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;
using CommitmentTracker.Http.Caching;
using CommitmentTracker.Tracker;

namespace CommitmentTracker.Features;

/// <summary>The figures of all that is published: the totals that stand beside an instrument, a theme, a member state or a body.</summary>
internal static class PublishedFigures
{
    public static async Task<(TrackerState State, Tallies Tallies)> FiguresAsync(
        this LiveState live,
        Grouping grouping,
        ReportingDay day,
        CancellationToken cancellation
    )
    {
        var (state, tallies) = live.ViewOf(grouping, day).At(await live.CurrentAsync(cancellation));
        return (state, tallies);
    }

    /// <summary>They stay right until something changes that is counted.</summary>
    public static Basis BasisOfFigures(this LiveState live, TrackerState state, Tallies tallies, Grouping grouping, ReportingDay day) =>
        new(state, now => ReferenceEquals(live.ViewOf(grouping, day).At(now).Content, tallies));

    private static TallyView ViewOf(this LiveState live, Grouping grouping, ReportingDay day) =>
        live.Tallies($"of all {day.Today:O}", new Selected(CommitmentSelection.Published, day), grouping);
}
