using CommitmentTracker.Database.Commitments;
using CommitmentTracker.Database.ProgressUpdates;
using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;

namespace CommitmentTracker.Database.Rounds;

/// <summary>What a round looks at: the published commitments of its instruments, their assignments, and what was reported in its period.</summary>
internal sealed class RoundRecords
{
    private const string CommitmentsSql = """
        select c.code, c.title, c.description, c.instrument_code, c.theme_code, c.status, c.health, c.due_on, c.due_precision,
            c.completed_on, c.last_reported_on
        from commitments c
        """;

    private const string AssignmentsSql = """
        select a.commitment_code, a.party_code, a.role, a.basis, a.status, a.percent, a.health, a.health_reason, a.reported_on,
            a.completed_on
        from assignments a
        join commitments c on c.code = a.commitment_code
        """;

    private const string UpdatesSql = $"""
        select {ProgressUpdateRow.ColumnsOfU}
        from progress_updates u
        join assignments a on a.commitment_code = u.commitment_code and a.party_code = u.party_code
        join commitments c on c.code = u.commitment_code
        """;

    private readonly ILookup<string, AssignmentRow> assignments;
    private readonly IReadOnlyDictionary<(string, string), ProgressUpdateRow> latest;

    private RoundRecords(
        IReadOnlyList<RoundCommitmentRow> commitments,
        IEnumerable<AssignmentRow> assignments,
        IEnumerable<ProgressUpdateRow> updates
    )
    {
        Commitments = commitments;
        this.assignments = assignments.ToLookup(row => row.CommitmentCode, StringComparer.Ordinal);
        latest = updates.GroupBy(row => (row.CommitmentCode, row.PartyCode)).ToDictionary(each => each.Key, each => each.Last());
    }

    /// <summary>By code.</summary>
    public IReadOnlyList<RoundCommitmentRow> Commitments { get; }

    public IEnumerable<AssignmentRow> Assignments => Commitments.SelectMany(row => Of(row.Code));

    /// <summary>Those on which the party has not reported in the period.</summary>
    public IEnumerable<AssignmentRow> MissingOf(string party) => Assignments.Where(row => row.PartyCode == party && LatestOf(row) is null);

    /// <summary>The assignments of a commitment, by party.</summary>
    public IEnumerable<AssignmentRow> Of(string commitment) => assignments[commitment];

    /// <summary>What counts of the party's verified progress updates in the period: the latest as-of date, and of equals the one recorded last.</summary>
    public ProgressUpdateRow? LatestOf(AssignmentRow assignment) =>
        latest.GetValueOrDefault((assignment.CommitmentCode, assignment.PartyCode));

    public static CommitmentSelection SelectionOf(Round round) =>
        CommitmentSelection.Published with
        {
            Instruments = round.Instruments,
            Kinds = [CommitmentKind.Commitment],
        };

    public static async Task<RoundRecords> LoadAsync(Session session, Round round, ReportingDay day)
    {
        var selected = SelectionSql.For(SelectionOf(round), day);
        var reported = selected
            .Copy()
            .Add("u.review = 'verified'")
            .Add("u.as_of >= @from", "from", Stored.Day(round.From))
            .Add("u.as_of <= @to", "to", Stored.Day(round.To));
        return new RoundRecords(
            await session.QueryAsync<RoundCommitmentRow>($"{CommitmentsSql}\n{selected.Where}\norder by c.code", selected.Values),
            await session.QueryAsync<AssignmentRow>(
                $"{AssignmentsSql}\n{selected.Where}\norder by a.commitment_code, a.party_code",
                selected.Values
            ),
            await session.QueryAsync<ProgressUpdateRow>(
                $"{UpdatesSql}\n{reported.Where}\norder by u.as_of, u.progress_update_id",
                reported.Values
            )
        );
    }
}
