using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;

namespace CommitmentTracker.Tracker;

/// <summary>The figures that are kept.</summary>
internal static class KeptFigures
{
    /// <summary>The figures of a selection on a day, kept under what the selection was made of.</summary>
    public static TallyView Tallies(this LiveState live, string key, Selected selected, Grouping grouping) =>
        live.Views.Get(
            $"figures by {grouping} {key}",
            name => new TallyView(name, (of, references) => selected.Figures(of, grouping, references))
        );
}
