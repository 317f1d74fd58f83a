namespace CommitmentTracker.Data.Calendar;

/// <summary>The public calendar as it was shown: kept with every change of a commitment, and never behind it.</summary>
internal static class CalendarEntries
{
    private const string OfCommitmentSql = $"""
        select {CalendarEntryRow.Columns}
        from calendar_entries e
        where e.commitment_code = @code
        """;

    private const string MarksSql = """
        select commitment_code, milestone_number, sequence, changed_at
        from calendar_entries
        where commitment_code between @first and @last and is_cancelled = 0
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

    /// <summary>Of the entries that stand, of the commitments from one code to another, both included.</summary>
    public static async Task<ILookup<string, CalendarMark>> MarksAsync(Session session, string first, string last)
    {
        var rows = await session.ReadAsync(MarksSql, row => new KeyedMark(row.Text(), MarkOf(row)), ("@first", first), ("@last", last));
        return rows.ToLookup(row => row.Commitment, row => row.Mark, StringComparer.Ordinal);
    }

    /// <summary>What was cancelled lately, with what the public saw of it last: the record as it stands now may be nobody's business.</summary>
    public static async Task<IReadOnlyList<CalendarEntry>> CancelledAsync(Session session, DateTimeOffset now)
    {
        var since = Stored.Instant(CalendarEntry.CancelledShownSince(now));
        var rows = await session.QueryAsync<CalendarEntryRow>(CancelledSql, new { since });
        return [.. rows.Select(row => row.ToEntry())];
    }

    private static CalendarMark MarkOf(RowValues row) => new((int)row.Number(), (int)row.Number(), row.Instant());

    private static Task PutAsync(WriteSession session, CalendarEntry? before, CalendarEntry after) =>
        before == after ? Task.CompletedTask : session.ExecuteAsync(PutSql, CalendarEntryRow.From(after));

    private sealed record KeyedMark(string Commitment, CalendarMark Mark);
}

/// <summary>What of an entry does not follow from its commitment: how often it was rescheduled, and when it last changed.</summary>
internal readonly record struct CalendarMark(int Milestone, int Sequence, DateTimeOffset ChangedAt)
{
    public CalendarEntry On(CalendarEntry entry) => entry with { Sequence = Sequence, ChangedAt = ChangedAt };
}

/// <summary>A row of the table of calendar entries.</summary>
internal sealed record CalendarEntryRow
{
    public const string Columns = """
        e.commitment_code, e.milestone_number, e.party_code, e.title, e.due_on, e.due_precision, e.sequence, e.is_cancelled, e.parties,
        e.instruments, e.theme_code, e.status, e.deadline_basis, e.changed_at
        """;

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

    public CalendarEntry ToEntry() =>
        new(CommitmentCode, (int)MilestoneNumber, PartyCode, Title, Stored.ParseDay(DueOn), EnumCode.Parse<DatePrecision>(DuePrecision))
        {
            Sequence = (int)Sequence,
            IsCancelled = IsCancelled == 1,
            Parties = Parties,
            Instruments = Instruments,
            Theme = ThemeCode,
            Status = EnumCode.Parse<Status>(Status),
            Basis = EnumCode.ParseOrNull<DeadlineBasis>(DeadlineBasis),
            ChangedAt = Stored.ParseInstant(ChangedAt),
        };

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
