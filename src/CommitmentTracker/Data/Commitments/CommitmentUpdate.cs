namespace CommitmentTracker.Data.Commitments;

/// <summary>
/// The statement that brings the row of a commitment to what it is now. It names only the columns that differ: for each column that it
/// names the engine writes the entries of that column's indexes anew, whether the value is another or not.
/// </summary>
internal static class CommitmentUpdate
{
    private static readonly (string Assignment, Func<CommitmentRow, object?> ValueOf)[] Columns =
    [
        ("title = @Title", row => row.Title),
        ("description = @Description", row => row.Description),
        ("kind = @Kind", row => row.Kind),
        ("verb = @Verb", row => row.Verb),
        ("scope = @Scope", row => row.Scope),
        ("instrument_code = @InstrumentCode", row => row.InstrumentCode),
        ("theme_code = @ThemeCode", row => row.ThemeCode),
        ("publication = @Publication", row => row.Publication),
        ("superseded_by = @SupersededBy", row => row.SupersededBy),
        ("sources = @Sources", row => row.Sources),
        ("due_on = @DueOn", row => row.DueOn),
        ("due_precision = @DuePrecision", row => row.DuePrecision),
        ("deadline_basis = @DeadlineBasis", row => row.DeadlineBasis),
        ("deadline_source = @DeadlineSource", row => row.DeadlineSource),
        ("next_milestone_number = @NextMilestoneNumber", row => row.NextMilestoneNumber),
        ("status = @Status", row => row.Status),
        ("health = @Health", row => row.Health),
        ("completed_on = @CompletedOn", row => row.CompletedOn),
        ("last_reported_on = @LastReportedOn", row => row.LastReportedOn),
        ("updated_at = @UpdatedAt", row => row.UpdatedAt),
    ];

    /// <summary>With the values of the row as it is now. It changes nothing where the row has another version than before.</summary>
    public static string Sql(CommitmentRow before, CommitmentRow after)
    {
        var changed = Columns.Where(column => !Equals(column.ValueOf(before), column.ValueOf(after))).Select(column => column.Assignment);
        return $"update commitments set {string.Join(", ", changed.Append("version = @Version"))} where code = @Code and version = @Version - 1";
    }
}

/// <summary>Writes what differs in the rows under a commitment.</summary>
internal static class CommitmentParts
{
    private const string PutAlsoUnderSql = "insert into also_under (commitment_code, instrument_code) values (@Code, @Instrument)";

    private const string DropAlsoUnderSql = "delete from also_under where commitment_code = @Code and instrument_code = @Instrument";

    private const string PutAssignmentSql = """
        insert into assignments (commitment_code, party_code, role, basis, status, percent, health, health_reason, reported_on, completed_on)
        values (@CommitmentCode, @PartyCode, @Role, @Basis, @Status, @Percent, @Health, @HealthReason, @ReportedOn, @CompletedOn)
        on conflict (commitment_code, party_code) do update
        set role = excluded.role, basis = excluded.basis, status = excluded.status, percent = excluded.percent, health = excluded.health,
            health_reason = excluded.health_reason, reported_on = excluded.reported_on, completed_on = excluded.completed_on
        """;

    /// <summary>What a report changes is in no index, and what is not named needs no entry written anew.</summary>
    private const string ReportSql = """
        update assignments
        set basis = @Basis, status = @Status, percent = @Percent, health = @Health, health_reason = @HealthReason, reported_on = @ReportedOn,
            completed_on = @CompletedOn
        where commitment_code = @CommitmentCode and party_code = @PartyCode
        """;

    private const string DropAssignmentSql = "delete from assignments where commitment_code = @CommitmentCode and party_code = @PartyCode";

    private const string PutMilestoneSql = """
        insert into milestones (commitment_code, number, title, due_on, due_precision, party_code, reached_on)
        values (@CommitmentCode, @Number, @Title, @DueOn, @DuePrecision, @PartyCode, @ReachedOn)
        on conflict (commitment_code, number) do update
        set title = excluded.title, due_on = excluded.due_on, due_precision = excluded.due_precision, party_code = excluded.party_code,
            reached_on = excluded.reached_on
        """;

    private const string DropMilestoneSql = "delete from milestones where commitment_code = @CommitmentCode and number = @Number";

    public static async Task SaveAsync(WriteSession session, Commitment? before, Commitment after)
    {
        var code = after.Code;
        foreach (var instrument in (before?.AlsoUnder ?? []).Except(after.AlsoUnder))
        {
            await session.ExecuteAsync(DropAlsoUnderSql, new { Code = code, Instrument = instrument });
        }

        foreach (var instrument in after.AlsoUnder.Except(before?.AlsoUnder ?? []))
        {
            await session.ExecuteAsync(PutAlsoUnderSql, new { Code = code, Instrument = instrument });
        }

        await SaveAsync(
            session,
            before?.Assignments.Values,
            after.Assignments.Values,
            each => each.Party,
            each => AssignmentRow.From(code, each),
            (was, now) => was?.Role == now.Role ? ReportSql : PutAssignmentSql,
            DropAssignmentSql
        );
        await SaveAsync(
            session,
            before?.Milestones.Values,
            after.Milestones.Values,
            each => each.Number,
            each => MilestoneRow.From(code, each),
            (_, _) => PutMilestoneSql,
            DropMilestoneSql
        );
    }

    private static async Task SaveAsync<T, TKey>(
        WriteSession session,
        IEnumerable<T>? before,
        IEnumerable<T> after,
        Func<T, TKey> keyOf,
        Func<T, object> rowOf,
        Func<T?, T, string> putSql,
        string dropSql
    )
        where T : class
        where TKey : notnull
    {
        var dropped = (before ?? []).ToDictionary(keyOf);
        foreach (var part in after)
        {
            if (!dropped.Remove(keyOf(part), out var was) || !Equals(was, part))
            {
                await session.ExecuteAsync(putSql(was, part), rowOf(part));
            }
        }

        foreach (var part in dropped.Values)
        {
            await session.ExecuteAsync(dropSql, rowOf(part));
        }
    }
}
