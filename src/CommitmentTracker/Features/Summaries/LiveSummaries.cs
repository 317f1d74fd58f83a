using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;
using CommitmentTracker.Http;
using CommitmentTracker.ReadModel;

namespace CommitmentTracker.Features.Summaries;

/// <summary>The figures from the read model: the same that the database adds up.</summary>
internal sealed class LiveSummaries(LiveModel model)
{
    /// <summary>Null where the store is to be asked.</summary>
    public ValueTask<IResult?> ReadAsync(ModelSelection selected, Grouping grouping, CancellationToken cancellation) =>
        model.ReadAsync(
            selected,
            state =>
            {
                var tallies = state.Live(
                    selected.Key,
                    () => new LiveTallies(FiguresOf(selected, grouping, state.References), selected.IsByText)
                );
                var groups = state
                    .References.Groups[grouping]
                    .Select(group => SummaryGroup.From(group.Key, group.Name, tallies.Of(group.Key)))
                    .ToList();
                return Answer.Live(Answer.Json(new Summary { Groups = groups, AsOf = state.Day.Today }), tallies.Validity);
            },
            cancellation
        );

    private static Func<ModelCommitment, IEnumerable<Figure>> FiguresOf(
        ModelSelection selected,
        Grouping grouping,
        ModelReferences references
    ) =>
        grouping switch
        {
            Grouping.MemberState => each => OfAssignments(each, selected, PartyKind.MemberState, references),
            Grouping.Body => each => OfAssignments(each, selected, PartyKind.Body, references),
            Grouping.Instrument => each => OfCommitment(each, selected, [each.Commitment.Instrument, .. each.Commitment.AlsoUnder]),
            Grouping.Theme => each => OfCommitment(each, selected, [each.Commitment.Theme]),
            _ => throw new ArgumentOutOfRangeException(nameof(grouping)),
        };

    private static IEnumerable<Figure> OfCommitment(ModelCommitment each, ModelSelection selected, IReadOnlyList<string> groups)
    {
        if (each.Commitment.Kind != CommitmentKind.Commitment || !selected.Selects(each))
        {
            return [];
        }

        var rollUp = each.RollUp;
        var state = DeadlineRule.StateOf(each.Commitment.Deadline.DueOn, rollUp.Status, rollUp.CompletedOn, selected.Day);
        var freshness = FreshnessRule.Of(rollUp.Status, rollUp.LastReportedOn, selected.Day);
        return groups.Distinct().Select(group => new Figure(group, rollUp.Status, state, freshness));
    }

    private static IEnumerable<Figure> OfAssignments(
        ModelCommitment each,
        ModelSelection selected,
        PartyKind kind,
        ModelReferences references
    )
    {
        var commitment = each.Commitment;
        if (commitment.Kind != CommitmentKind.Commitment || !selected.SelectsRecord(each))
        {
            yield break;
        }

        foreach (var assignment in commitment.Assignments.Values)
        {
            if (references.Parties[assignment.Party].Kind == kind && selected.Selects(assignment, each))
            {
                var status = assignment.StatusUnder(commitment.SupersededBy is not null);
                var (dueOn, report) = (commitment.Deadline.DueOn, assignment.Report);
                yield return new Figure(
                    assignment.Party,
                    status,
                    DeadlineRule.StateOf(dueOn, status, report?.CompletedOn, selected.Day),
                    FreshnessRule.Of(status, report?.AsOf, selected.Day)
                );
            }
        }
    }
}
