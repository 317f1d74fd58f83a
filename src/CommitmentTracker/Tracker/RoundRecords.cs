namespace CommitmentTracker.Tracker;

/// <summary>
/// What a round looks at: the published commitments of its instruments, their assignments, and what was reported in its period. Only records
/// of kind commitment are in it, whoever asks.
/// </summary>
internal sealed class RoundRecords
{
    private readonly Selected selected;
    private readonly IReadOnlyDictionary<(string Commitment, string Party), ProgressUpdate> latest;

    private RoundRecords(
        TrackerState state,
        Selected selected,
        IReadOnlyList<TrackedCommitment> commitments,
        ReportingDay day,
        IReadOnlyDictionary<(string Commitment, string Party), ProgressUpdate> latest
    ) => (References, this.selected, Commitments, Day, this.latest) = (state.References, selected, commitments, day, latest);

    public ReportingDay Day { get; }

    public References References { get; }

    /// <summary>By code.</summary>
    public IReadOnlyList<TrackedCommitment> Commitments { get; }

    /// <summary>By commitment and party.</summary>
    public IEnumerable<TrackedAssignment> Assignments => Commitments.SelectMany(each => each.Assignments);

    /// <summary>Those on which the party has not reported in the period.</summary>
    public IEnumerable<TrackedAssignment> MissingOf(string party) =>
        Assignments.Where(each => each.Assignment.Party == party && LatestOf(each) is null);

    /// <summary>The progress update of the period that counts, or null where there is none.</summary>
    public ProgressUpdate? LatestOf(TrackedAssignment each) => latest.GetValueOrDefault((each.Of.Code, each.Assignment.Party));

    /// <summary>What the commitments add to the figures of these groups.</summary>
    public IEnumerable<Figure> Figures(Grouping grouping) => Commitments.SelectMany(each => selected.Figures(each, grouping, References));

    /// <summary>As the session sees them: also what its own transaction has written, and no more than it sees.</summary>
    /// <param name="state">One that was current before the session began.</param>
    public static async Task<RoundRecords> LoadAsync(Session session, TrackerState state, Round round, ReportingDay day)
    {
        var selection = CommitmentSelection.Published with { Instruments = round.Instruments, Kinds = [CommitmentKind.Commitment] };
        var (seen, selected) = (await StateReader.SeenByAsync(session, state), new Selected(selection, day));
        List<TrackedCommitment> commitments = [.. seen.Commitments.Values.SelectMany(selected.Commitments)];
        var latest = await RoundUpdates.LatestAsync(session, round, commitments.Select(each => each.Code));
        return new RoundRecords(seen, selected, commitments, day, latest);
    }
}
