namespace CommitmentTracker.Data.Calendar;

/// <summary>The public calendar as it was shown: kept with every change of a commitment, and never behind it.</summary>
internal static class CalendarEntries
{
    private const string SelectSql = """
        select commitment_code, milestone_number, party_code, title, due_on, due_precision, sequence, is_cancelled, parties, instruments,
            theme_code, status, deadline_basis, changed_at
        from calendar_entries
        """;

    private const string RunSql = "where commitment_code between @first and @last";

    private const string InOrder = "order by commitment_code, milestone_number";

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

        var shown = (await OfRunAsync(session, after.Code, after.Code)).ToDictionary(entry => entry.Milestone);
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

    /// <summary>What the public is shown of the commitments from one code to another, both included, also what was called off; in order.</summary>
    public static Task<List<CalendarEntry>> OfRunAsync(Session session, string first, string last) =>
        session.ReadAsync($"{SelectSql}\n{RunSql}\n{InOrder}", EntryOf, ("@first", first), ("@last", last));

    /// <summary>The same of the commitments with these codes.</summary>
    public static Task<List<CalendarEntry>> OfSomeAsync(Session session, SomeCodes codes) =>
        session.ReadAsync($"{SelectSql}\n{codes.Among("commitment_code")}\n{InOrder}", EntryOf, codes.Values);

    private static CalendarEntry EntryOf(RowValues row) =>
        new(row.Text(), (int)row.Number(), row.CodeOrNull(), row.Text(), row.Day(), row.Enum<DatePrecision>())
        {
            Sequence = (int)row.Number(),
            IsCancelled = row.Number() == 1,
            Parties = row.Code(),
            Instruments = row.Code(),
            Theme = row.Code(),
            Status = row.Enum<Status>(),
            Basis = row.EnumOrNull<DeadlineBasis>(),
            ChangedAt = row.Instant(),
        };

    private static Task PutAsync(WriteSession session, CalendarEntry? before, CalendarEntry after) =>
        before == after ? Task.CompletedTask : session.PutAsync(PutSql, CalendarEntryRow.From(after));
}

/// <summary>A row of the table of calendar entries.</summary>
internal sealed record CalendarEntryRow
{
    public string CommitmentCode { get; init; } = "";
    public long MilestoneNumber { get; init; }
    public string? PartyCode { get; init; }
    public string Title { get; init; } = "";
    public string DueOn { get; init; } = "";
    public string DuePrecision { get; init; } = "";
    public long Sequence { get; init; }
    public long IsCancelled { get; init; }
    public string Parties { get; init; } = "";
    public string Instruments { get; init; } = "";
    public string ThemeCode { get; init; } = "";
    public string Status { get; init; } = "";
    public string? DeadlineBasis { get; init; }
    public string ChangedAt { get; init; } = "";

    public static CalendarEntryRow From(CalendarEntry entry) =>
        new()
        {
            CommitmentCode = entry.Commitment,
            MilestoneNumber = entry.Milestone,
            PartyCode = entry.Party,
            Title = entry.Title,
            DueOn = Stored.Day(entry.DueOn),
            DuePrecision = EnumCode.Of(entry.Precision),
            Sequence = entry.Sequence,
            IsCancelled = entry.IsCancelled ? 1 : 0,
            Parties = entry.Parties,
            Instruments = entry.Instruments,
            ThemeCode = entry.Theme,
            Status = EnumCode.Of(entry.Status),
            DeadlineBasis = EnumCode.Of(entry.Basis),
            ChangedAt = Stored.Instant(entry.ChangedAt),
        };
}
