using System.Globalization;
using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;
using CommitmentTracker.Tracker;

namespace CommitmentTracker.Features.Calendar;

/// <summary>What the calendar says in words: every sentence of it, with the names of who and what it speaks of.</summary>
internal sealed class EventTexts(
    IReadOnlyDictionary<string, string> parties,
    IReadOnlyDictionary<string, string> instruments,
    IReadOnlyDictionary<string, string> themes
)
{
    public static EventTexts With(References references) =>
        new(
            references.Parties.ToDictionary(party => party.Key, party => party.Value.Name),
            references.InstrumentTitles,
            references.Groups[Grouping.Theme].ToDictionary(theme => theme.Key, theme => theme.Name)
        );

    public string CalendarOf(IReadOnlyList<string> whose) =>
        whose.Count == 0 ? "ASEAN commitments" : $"ASEAN commitments: {Listed(whose, parties)}";

    /// <summary>What was withdrawn is withdrawn at once: its cancelled event tells calendars which one to strike, and no more.</summary>
    public static string TitleOf(CalendarEntry entry) =>
        entry.IsCancelled ? entry.Commitment : $"{CompletedIn(entry)}{entry.Commitment}: {entry.Title}{PeriodOf(entry)}";

    public string DescriptionOf(CalendarEntry entry) =>
        string.Join('\n', new[] { OwedBy(entry), StatusOf(entry), BasisOf(entry) }.OfType<string>());

    public IEnumerable<string> CategoriesOf(CalendarEntry entry) =>
        entry.InstrumentCodes.Select(code => NameOf(code, instruments)).Append(NameOf(entry.Theme, themes));

    public static string AlarmOf(CalendarEntry entry) => $"Due in 7 days: {TitleOf(entry)}";

    private static string CompletedIn(CalendarEntry entry) => entry.Status == Status.Completed ? "Completed: " : "";

    private string OwedBy(CalendarEntry entry) =>
        entry.PartyCodes.Count == 0 ? "Nobody is assigned." : $"Owed by: {Listed(entry.PartyCodes, parties)}.";

    private static string StatusOf(CalendarEntry entry) =>
        entry switch
        {
            { Milestone: 0 } => $"Status: {EnumCode.Of(entry.Status).Replace('_', ' ')}.",
            { Status: Status.Completed } => string.Create(CultureInfo.InvariantCulture, $"Milestone {entry.Milestone}: reached."),
            _ => string.Create(CultureInfo.InvariantCulture, $"Milestone {entry.Milestone}: not reached."),
        };

    private static string? BasisOf(CalendarEntry entry) =>
        entry.Basis switch
        {
            DeadlineBasis.Stated => "The source states the deadline.",
            DeadlineBasis.Decided => "The secretariat decided the deadline.",
            DeadlineBasis.Inherited => "The deadline is the end of the instrument's period.",
            _ => null,
        };

    private static string PeriodOf(CalendarEntry entry) =>
        entry.Precision switch
        {
            DatePrecision.Day => "",
            DatePrecision.Month => string.Create(CultureInfo.InvariantCulture, $" (by the end of {entry.DueOn:MMMM yyyy})"),
            DatePrecision.Quarter => string.Create(
                CultureInfo.InvariantCulture,
                $" (by the end of quarter {(entry.DueOn.Month + 2) / 3} of {entry.DueOn:yyyy})"
            ),
            DatePrecision.Year => string.Create(CultureInfo.InvariantCulture, $" (by the end of {entry.DueOn:yyyy})"),
            _ => throw new ArgumentOutOfRangeException(nameof(entry)),
        };

    private static string Listed(IEnumerable<string> codes, IReadOnlyDictionary<string, string> names) =>
        string.Join(", ", codes.Select(code => NameOf(code, names)));

    private static string NameOf(string code, IReadOnlyDictionary<string, string> names) => names.GetValueOrDefault(code, code);
}
