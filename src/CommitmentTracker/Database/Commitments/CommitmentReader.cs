namespace CommitmentTracker.Database.Commitments;

/// <summary>Loads a commitment with all that stands under its version.</summary>
internal static class CommitmentReader
{
    private const string CommitmentSql = """
        select commitment_id, code, title, description, kind, verb, scope, instrument_code, theme_code, publication, superseded_by,
            sources, due_on, due_precision, deadline_basis, deadline_source, next_milestone_number, status, health, completed_on,
            last_reported_on, version, created_at, updated_at
        from commitments
        where code = @code
        """;

    private const string AlsoUnderSql = "select instrument_code from also_under where commitment_code = @code";

    private const string AssignmentsSql = """
        select commitment_code, party_code, role, basis, status, percent, health, health_reason, reported_on, completed_on
        from assignments
        where commitment_code = @code
        """;

    private const string MilestonesSql = """
        select commitment_code, number, title, due_on, due_precision, party_code, reached_on
        from milestones
        where commitment_code = @code
        """;

    public static async Task<StoredCommitment?> LoadAsync(Session session, string code)
    {
        var known = session.Known;
        if (known?.Find(code) is { } found)
        {
            return found;
        }

        var read = await ReadAsync(session, code);
        if (read is not null)
        {
            known?.Keep(read);
        }

        return read;
    }

    private static async Task<StoredCommitment?> ReadAsync(Session session, string code)
    {
        var key = new { code };
        if (await session.FirstOrDefaultAsync<CommitmentRow>(CommitmentSql, key) is not { } row)
        {
            return null;
        }

        var alsoUnder = await session.QueryAsync<string>(AlsoUnderSql, key);
        var assignments = await session.QueryAsync<AssignmentRow>(AssignmentsSql, key);
        var milestones = await session.QueryAsync<MilestoneRow>(MilestonesSql, key);
        return row.ToStored(alsoUnder, assignments.Select(each => each.ToAssignment()), milestones.Select(each => each.ToMilestone()));
    }
}
