namespace CommitmentTracker.Database.Commitments;

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
