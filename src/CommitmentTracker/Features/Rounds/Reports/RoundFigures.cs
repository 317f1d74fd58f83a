using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;
using CommitmentTracker.Tracker;

namespace CommitmentTracker.Features.Rounds.Reports;

/// <summary>The figures of a round: what the summary answers for the round's instruments.</summary>
internal sealed record RoundFigures
{
    /// <summary>Of the commitments.</summary>
    public required Figures Commitments { get; init; }

    /// <summary>Of their assignments, of member states and bodies together.</summary>
    public required Figures Assignments { get; init; }

    /// <summary>Of the assignments of each member state.</summary>
    public required IReadOnlyList<RoundGroup> ByMemberState { get; init; }

    /// <summary>Of the assignments of each body.</summary>
    public required IReadOnlyList<RoundGroup> ByBody { get; init; }

    /// <summary>Of the commitments of each instrument, each for the one that it stands in and for those that it is also under.</summary>
    public required IReadOnlyList<RoundGroup> ByInstrument { get; init; }

    /// <summary>Of the commitments of each theme.</summary>
    public required IReadOnlyList<RoundGroup> ByTheme { get; init; }

    public static RoundFigures Of(RoundRecords records) =>
        new()
        {
            // Each commitment is of one theme, and each assignment of a member state or a body.
            Commitments = Total(records.Figures(Grouping.Theme)),
            Assignments = Total(records.Figures(Grouping.MemberState).Concat(records.Figures(Grouping.Body))),
            ByMemberState = Grouped(records, Grouping.MemberState),
            ByBody = Grouped(records, Grouping.Body),
            ByInstrument = Grouped(records, Grouping.Instrument),
            ByTheme = Grouped(records, Grouping.Theme),
        };

    private static Figures Total(IEnumerable<Figure> figures) => Figures.From(Tally.Of(figures.Select(each => (each.View, 1L))));

    private static IReadOnlyList<RoundGroup> Grouped(RoundRecords records, Grouping grouping)
    {
        var tallies = Tallies.None.With(records.Figures(grouping).Select(figure => (figure, 1)));
        return [.. records.References.Groups[grouping].Select(group => RoundGroup.From(group.Key, group.Name, tallies.Of(group.Key)))];
    }
}
