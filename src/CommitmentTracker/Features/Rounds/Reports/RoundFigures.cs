using CommitmentTracker.Database;
using CommitmentTracker.Database.Commitments;
using CommitmentTracker.Database.Rounds;
using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;

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

    public static async Task<RoundFigures> CountAsync(Session session, Round round, RoundRecords records, ReportingDay day)
    {
        var commitments = records.Commitments.ToDictionary(row => row.Code, row => row.ToBucket());
        return new RoundFigures
        {
            Commitments = Figures.From(Tally.Of(commitments.Values, day)),
            Assignments = Figures.From(
                Tally.Of(records.Assignments.Select(row => BucketOf(row.ToAssignment(), commitments[row.CommitmentCode])), day)
            ),
            ByMemberState = await GroupedAsync(session, Grouping.MemberState, round, day),
            ByBody = await GroupedAsync(session, Grouping.Body, round, day),
            ByInstrument = await GroupedAsync(session, Grouping.Instrument, round, day),
            ByTheme = await GroupedAsync(session, Grouping.Theme, round, day),
        };
    }

    private static Bucket BucketOf(Assignment assignment, Bucket commitment) =>
        new(
            assignment.StatusUnder(commitment.Status == Status.Superseded),
            commitment.DueOn,
            assignment.Report?.CompletedOn,
            assignment.Report?.AsOf,
            1
        );

    private static async Task<IReadOnlyList<RoundGroup>> GroupedAsync(Session session, Grouping grouping, Round round, ReportingDay day)
    {
        var tallies = await RoundTallies.CountAsync(session, grouping, RoundRecords.SelectionOf(round), day);
        var groups = await Groups.AllAsync(session, grouping);
        return [.. groups.Select(group => RoundGroup.From(group.Key, group.Name, tallies.Of(group.Key)))];
    }
}
