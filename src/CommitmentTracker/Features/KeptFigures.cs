using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;
using CommitmentTracker.Http.Caching;
using CommitmentTracker.Tracker;

namespace CommitmentTracker.Features;

/// <summary>The figures that are kept: of selections, and of all that is published, which stand beside an instrument, a theme or a party.</summary>
internal static class KeptFigures
{
    /// <summary>The figures of a selection on a day, kept under what the selection was made of.</summary>
    public static TallyView Tallies(this LiveState live, string key, CommitmentSelection selection, ReportingDay day, Grouping grouping) =>
        live.Views.Get(
            $"figures by {grouping} {key}",
            name =>
            {
                var selected = new Selected(selection, day);
                return new TallyView(name, (of, references) => selected.Figures(of, grouping, references));
            }
        );

    /// <summary>Those of all that is published.</summary>
    public static TallyView Tallies(this LiveState live, Grouping grouping, ReportingDay day) =>
        live.Tallies($"of all {day.Today:O}", CommitmentSelection.Published, day, grouping);

    /// <summary>They are unchanged until something changes that is counted.</summary>
    public static CacheDependency DependencyOn(this LiveState live, TallyView view, TrackerState state, Tallies tallies)
    {
        var (views, key) = (live.Views, view.Key);
        return new CacheDependency(
            state,
            now => views.Find<TallyView>(key) is { } still && ReferenceEquals(still.At(now).Content, tallies)
        );
    }
}
