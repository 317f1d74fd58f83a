using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;

namespace CommitmentTracker.Database.Calendar;

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
