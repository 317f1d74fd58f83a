using CommitmentTracker.Database.Commitments;
using CommitmentTracker.Domain;

namespace CommitmentTracker.Database.Calendar;

/// <summary>The public calendar as it is stored: kept with every change of a commitment, and never behind it.</summary>
internal static class CalendarEntries
{
    private const string OfCommitmentSql = $"""
        select {CalendarEntryRow.Columns}
        from calendar_entries e
        where e.commitment_code = @code
        """;

    private const string StandingSql = $"""
        select {CalendarEntryRow.Columns}
        from calendar_entries e
        join commitments c on c.code = e.commitment_code
        """;

    private const string CancelledSql =
        $"select {CalendarEntryRow.Columns} from calendar_entries e where e.is_cancelled = 1 and e.changed_at >= @since";

    private const string PutSql = """
        insert into calendar_entries (commitment_code, milestone_number, party_code, title, due_on, due_precision, sequence, is_cancelled,
            parties, instruments, theme_code, status, deadline_basis, changed_at)
        values (@CommitmentCode, @MilestoneNumber, @PartyCode, @Title, @DueOn, @DuePrecision, @Sequence, @IsCancelled, @Parties,
            @Instruments, @ThemeCode, @Status, @DeadlineBasis, @ChangedAt)
        on conflict (commitment_code, milestone_number) do update
        set party_code = excluded.party_code, title = excluded.title, due_on = excluded.due_on, due_precision = excluded.due_precision,
            sequence = excluded.sequence, is_cancelled = excluded.is_cancelled, parties = excluded.parties,
            instruments = excluded.instruments, theme_code = excluded.theme_code, status = excluded.status,
            deadline_basis = excluded.deadline_basis, changed_at = excluded.changed_at
        """;

    /// <summary>Brings the entries of a commitment to what the public sees of it now.</summary>
    public static async Task KeepAsync(WriteSession session, Commitment? before, Commitment after)
    {
        if (before is not { IsPublic: true } && !after.IsPublic)
        {
            return;
        }

        if (before is { IsPublic: true } && after.IsPublic && CalendarEntry.Of(before).SequenceEqual(CalendarEntry.Of(after)))
        {
            return;
        }

        var rows = await session.QueryAsync<CalendarEntryRow>(OfCommitmentSql, new { code = after.Code });
        var shown = rows.Select(row => row.ToEntry()).ToDictionary(entry => entry.Milestone);
        foreach (var standing in CalendarEntry.Of(after))
        {
            shown.Remove(standing.Milestone, out var was);
            await PutAsync(session, was, standing.After(was, session.Now));
        }

        foreach (var gone in shown.Values.Where(entry => !entry.IsCancelled))
        {
            await PutAsync(session, gone, gone.Cancelled(session.Now));
        }
    }

    /// <summary>The entries of a selection, those among them that were cancelled lately, in the order of their codes.</summary>
    public static async Task<IReadOnlyList<CalendarEntry>> ListAsync(Session session, CommitmentSelection selection, DateTimeOffset now)
    {
        var conditions = RecordSql.For(selection with { IncludesUnpublished = false }).Add("e.is_cancelled = 0");
        DeadlineSql.Owed(conditions, "e.party_code", selection.Parties, []);
        var standing = await session.QueryAsync<CalendarEntryRow>($"{StandingSql}\n{conditions.Where}", conditions.Values);
        var cancelled = await session.QueryAsync<CalendarEntryRow>(
            CancelledSql,
            new { since = Stored.Instant(CalendarEntry.CancelledShownSince(now)) }
        );
        return
        [
            .. standing
                .Select(row => row.ToEntry())
                .Concat(cancelled.Select(row => row.ToEntry()).Where(entry => WasIn(selection, entry)))
                .OrderBy(entry => entry.Commitment, StringComparer.Ordinal)
                .ThenBy(entry => entry.Milestone),
        ];
    }

    /// <summary>Asked of what the public saw last: the record as it stands now may be nobody's business.</summary>
    private static bool WasIn(CommitmentSelection selection, CalendarEntry entry) =>
        HasAny(selection.Parties, entry.PartyCodes)
        && HasAny(selection.Instruments, entry.InstrumentCodes)
        && HasAny(selection.Themes, [entry.Theme]);

    private static bool HasAny(IReadOnlyList<string> wanted, IReadOnlyList<string> codes) =>
        wanted.Count == 0 || wanted.Any(code => codes.Contains(code));

    private static Task PutAsync(WriteSession session, CalendarEntry? before, CalendarEntry after) =>
        before == after ? Task.CompletedTask : session.ExecuteAsync(PutSql, CalendarEntryRow.From(after));
}
