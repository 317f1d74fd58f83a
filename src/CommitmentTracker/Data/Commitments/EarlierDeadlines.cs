namespace CommitmentTracker.Data.Commitments;

/// <summary>A deadline that was replaced, when and why.</summary>
internal sealed record ReplacedDeadline(Deadline Deadline, DateTimeOffset At, string? Reason);

/// <summary>The deadlines that a commitment had before, as the journal has them.</summary>
internal static class EarlierDeadlines
{
    private const string Sql = """
        select at, reason, fields_before
        from changes
        where commitment_code = @code and type = 'deadline_changed' and (was_public = 1 or @includesUnpublished = 1)
        order by change_id desc
        """;

    /// <summary>The latest first.</summary>
    public static async Task<IReadOnlyList<ReplacedDeadline>> OfAsync(Session session, string code, bool includesUnpublished) =>
        await session.ReadAsync(Sql, Of, ("@code", code), ("@includesUnpublished", includesUnpublished ? 1 : 0));

    private static ReplacedDeadline Of(RowValues row)
    {
        var (at, reason) = (row.Instant(), row.TextOrNull());
        return new ReplacedDeadline(CommitmentFields.DeadlineIn(Stored.ParseFields(row.Text())), at, reason);
    }
}
