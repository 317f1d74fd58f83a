using CommitmentTracker.Domain;

namespace CommitmentTracker.Database.Commitments;

/// <summary>Loads a run of whole commitments by code, with a few queries for all of them.</summary>
internal static class CommitmentBatch
{
    private const string ColumnsSql = """
        select c.commitment_id, c.code, c.title, c.description, c.kind, c.verb, c.scope, c.instrument_code, c.theme_code, c.publication,
            c.superseded_by, c.sources, c.due_on, c.due_precision, c.deadline_basis, c.deadline_source, c.next_milestone_number, c.status,
            c.health, c.completed_on, c.last_reported_on, c.version, c.created_at, c.updated_at
        from commitments c
        """;

    private const string AlsoUnderSql = "select commitment_code, instrument_code from also_under where commitment_code in @codes";

    private const string AssignmentsSql = """
        select commitment_code, party_code, role, basis, status, percent, health, health_reason, reported_on, completed_on
        from assignments
        where commitment_code in @codes
        """;

    private const string MilestonesSql = """
        select commitment_code, number, title, due_on, due_precision, party_code, reached_on
        from milestones
        where commitment_code in @codes
        """;

    /// <summary>The first of the selected commitments after the code <paramref name="after"/>, or from the beginning.</summary>
    public static async Task<IReadOnlyList<StoredCommitment>> ReadAsync(Session session, Conditions selected, string? after, int size)
    {
        if (after is not null)
        {
            selected.Add("c.code > @after", "after", after);
        }

        selected.Values.Add("size", size);
        var rows = await session.QueryAsync<CommitmentRow>(
            $"{ColumnsSql}\n{selected.Where}\norder by c.code\nlimit @size",
            selected.Values
        );
        var key = new { codes = rows.Select(row => row.Code) };
        var alsoUnder = (await session.QueryAsync<AlsoUnderRow>(AlsoUnderSql, key)).ToLookup(row => row.CommitmentCode);
        var assignments = (await session.QueryAsync<AssignmentRow>(AssignmentsSql, key)).ToLookup(row => row.CommitmentCode);
        var milestones = (await session.QueryAsync<MilestoneRow>(MilestonesSql, key)).ToLookup(row => row.CommitmentCode);
        return
        [
            .. rows.Select(row =>
                row.ToStored(
                    alsoUnder[row.Code].Select(each => each.InstrumentCode),
                    assignments[row.Code].Select(each => each.ToAssignment()),
                    milestones[row.Code].Select(each => each.ToMilestone())
                )
            ),
        ];
    }

    private sealed record AlsoUnderRow
    {
        public string CommitmentCode { get; init; } = "";
        public string InstrumentCode { get; init; } = "";
    }
}
