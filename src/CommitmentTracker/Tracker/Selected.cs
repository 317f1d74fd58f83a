namespace CommitmentTracker.Tracker;

/// <summary>A selection on a day, asked of what is in memory.</summary>
internal sealed class Selected(CommitmentSelection selection, ReportingDay day)
{
    private readonly SearchQuery? search = selection.Search is { } text ? new SearchQuery(text) : null;

    public IEnumerable<TrackedCommitment> Commitments(TrackedCommitment of) => Selects(of) ? [of] : [];

    public IEnumerable<TrackedAssignment> Assignments(TrackedCommitment of) =>
        SelectsRecord(of) ? of.Assignments.Where(each => selection.Selects(each.Assignment, of.Commitment, day)) : [];

    public IEnumerable<TrackedDeadline> Deadlines(TrackedCommitment of)
    {
        foreach (var each in of.Deadlines)
        {
            if (
                each.Milestone is { } milestone
                    ? IsFound(of) && selection.Selects(milestone, of.Commitment, of.RollUp, of.Stored.UpdatedAt, day)
                    : Selects(of)
            )
            {
                yield return each;
            }
        }
    }

    /// <summary>What a commitment adds to the figures. Only published records of kind commitment count, whoever asks.</summary>
    public IEnumerable<Figure> Figures(TrackedCommitment of, Grouping grouping, References references) =>
        of.Commitment is not { IsPublic: true, Kind: CommitmentKind.Commitment }
            ? []
            : grouping switch
            {
                Grouping.MemberState => OfAssignments(of, PartyKind.MemberState, references),
                Grouping.Body => OfAssignments(of, PartyKind.Body, references),
                Grouping.Instrument => OfCommitment(of, of.Commitment.AlsoUnder.Add(of.Commitment.Instrument)),
                Grouping.Theme => OfCommitment(of, [of.Commitment.Theme]),
                _ => throw new ArgumentOutOfRangeException(nameof(grouping)),
            };

    private bool Selects(TrackedCommitment of) => selection.Selects(of.Commitment, of.RollUp, of.Stored.UpdatedAt, day) && IsFound(of);

    private bool SelectsRecord(TrackedCommitment of) => selection.SelectsRecord(of.Commitment, of.Stored.UpdatedAt) && IsFound(of);

    private bool IsFound(TrackedCommitment of) => search is null || search.Finds(of.SearchableText);

    private IEnumerable<Figure> OfCommitment(TrackedCommitment of, IEnumerable<string> groups)
    {
        if (!Selects(of))
        {
            return [];
        }

        // The day it was completed on tells them apart, and nobody counts by it.
        var stands = StandingView.Of(of.Commitment, of.RollUp, day) with
        {
            CompletedOn = null,
        };
        return groups.Select(group => new Figure(group, stands));
    }

    private IEnumerable<Figure> OfAssignments(TrackedCommitment of, PartyKind kind, References references) =>
        Assignments(of)
            .Where(each => references.Parties[each.Assignment.Party].Kind == kind)
            .Select(each => new Figure(
                each.Assignment.Party,
                StandingView.Of(each.Assignment, of.Commitment, day) with
                {
                    CompletedOn = null,
                }
            ));
}
