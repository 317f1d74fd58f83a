using System.Buffers;

namespace CommitmentTracker.Features.Calendar;

/// <summary>
/// The calendar as RFC 5545 has it, with the names and the refresh interval of RFC 7986. Nothing in it comes from the clock: the same
/// entries are the same bytes.
/// </summary>
/// <param name="texts">What it says in words.</param>
/// <param name="commitments">The public address below which each commitment stands.</param>
internal sealed class CalendarText(EventTexts texts, string commitments)
{
    public const string MediaType = "text/calendar; charset=utf-8";

    private const string Product = "-//CommitmentTracker//Calendar 1//EN";
    private const string RefreshInterval = "PT12H";
    private const int PieceLength = 16 * 1024;
    private const string AlarmLead = "-P7D";

    /// <summary>In pieces, as a calendar of all that there is may be too long to be held. The last may be shorter.</summary>
    public IEnumerable<byte[]> Of(IReadOnlyList<string> parties, IEnumerable<CalendarEntry> entries)
    {
        var name = texts.CalendarOf(parties);
        var lines = new ContentLines()
            .Add("BEGIN", "VCALENDAR")
            .Add("VERSION", "2.0")
            .Add("PRODID", Product)
            .Add("CALSCALE", "GREGORIAN")
            .Add("METHOD", "PUBLISH")
            .AddText("NAME", name)
            .AddText("X-WR-CALNAME", name)
            .Add("REFRESH-INTERVAL;VALUE=DURATION", RefreshInterval)
            .Add("X-PUBLISHED-TTL", RefreshInterval);
        foreach (var entry in entries)
        {
            Add(lines, entry);
            if (lines.Length >= PieceLength)
            {
                yield return lines.TakeUtf8();
            }
        }

        yield return lines.Add("END", "VCALENDAR").TakeUtf8();
    }

    private void Add(ContentLines lines, CalendarEntry entry)
    {
        var changed = entry.ChangedAt.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        lines
            .Add("BEGIN", "VEVENT")
            .AddText("UID", UidOf(entry))
            .Add("DTSTAMP", changed)
            .Add("LAST-MODIFIED", changed)
            .Add("SEQUENCE", entry.Sequence.ToString(CultureInfo.InvariantCulture))
            .Add("DTSTART;VALUE=DATE", DayOf(entry.DueOn));
        if (entry.DueOn < DateOnly.MaxValue)
        {
            // After the last day there is none to end on; without an end an event lasts its day.
            lines.Add("DTEND;VALUE=DATE", DayOf(entry.DueOn.AddDays(1)));
        }

        lines
            .AddText("SUMMARY", EventTexts.TitleOf(entry))
            .Add("STATUS", entry.IsCancelled ? "CANCELLED" : "CONFIRMED")
            .Add("TRANSP", "TRANSPARENT");
        if (!entry.IsCancelled)
        {
            Describe(lines, entry);
        }

        lines.Add("END", "VEVENT");
    }

    private void Describe(ContentLines lines, CalendarEntry entry)
    {
        lines
            .AddText("DESCRIPTION", texts.DescriptionOf(entry))
            .Add("URL", $"{commitments}/{entry.Commitment}")
            .Add("CATEGORIES", string.Join(',', texts.CategoriesOf(entry).Select(ContentLines.Escaped)));
        if (entry.Status != Status.Completed)
        {
            lines
                .Add("BEGIN", "VALARM")
                .Add("ACTION", "DISPLAY")
                .AddText("DESCRIPTION", EventTexts.AlarmOf(entry))
                .Add("TRIGGER", AlarmLead)
                .Add("END", "VALARM");
        }
    }

    /// <summary>Codes are never given again, and no code holds a slash.</summary>
    private static string UidOf(CalendarEntry entry) =>
        entry.Milestone == 0
            ? $"{entry.Commitment}@commitment-tracker"
            : string.Create(CultureInfo.InvariantCulture, $"{entry.Commitment}/{entry.Milestone}@commitment-tracker");

    private static string DayOf(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
}

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

/// <summary>Writes iCalendar's content lines: folded at 75 octets between characters (RFC 5545, 3.1), texts escaped (3.3.11).</summary>
internal sealed class ContentLines
{
    private const int MaxOctets = 75;
    private const string LineEnd = "\r\n";

    /// <summary>What nothing of this is in need of.</summary>
    private static readonly SearchValues<char> Plain = SearchValues.Create([
        .. Enumerable.Range(' ', '~' - ' ' + 1).Select(code => (char)code).Except(['\\', ';', ',']),
    ]);

    private readonly StringBuilder text = new();

    /// <summary>Folds between characters as readers see them, an accent with its letter, unless one alone is longer than a line.</summary>
    public ContentLines Add(string name, string value)
    {
        var left = MaxOctets;
        var line = $"{name}:{value}";
        if (Ascii.IsValid(line))
        {
            return AddAscii(line);
        }

        var seen = StringInfo.GetTextElementEnumerator(line);
        while (seen.MoveNext())
        {
            var character = seen.GetTextElement();
            var octets = Encoding.UTF8.GetByteCount(character);
            left = octets > left && octets < MaxOctets ? Fold() : left;
            foreach (var part in character.EnumerateRunes())
            {
                left = (part.Utf8SequenceLength > left ? Fold() : left) - part.Utf8SequenceLength;
                text.Append(part);
            }
        }

        text.Append(LineEnd);
        return this;
    }

    /// <summary>The same where each character is an octet and stands for itself, as most do.</summary>
    private ContentLines AddAscii(ReadOnlySpan<char> line)
    {
        for (var left = MaxOctets; line.Length > left; left = Fold())
        {
            text.Append(line[..left]);
            line = line[left..];
        }

        text.Append(line).Append(LineEnd);
        return this;
    }

    public ContentLines AddText(string name, string value) => Add(name, Escaped(value));

    /// <summary>How many characters there are to take.</summary>
    public int Length => text.Length;

    /// <summary>What was added since it was last taken.</summary>
    public byte[] TakeUtf8()
    {
        var taken = Encoding.UTF8.GetBytes(text.ToString());
        text.Clear();
        return taken;
    }

    /// <summary>What would end the value or the line is escaped; other control characters have no place in a calendar.</summary>
    public static string Escaped(string value)
    {
        if (!value.AsSpan().ContainsAnyExcept(Plain))
        {
            return value;
        }

        var escaped = new StringBuilder();
        foreach (var character in value.ReplaceLineEndings("\n").EnumerateRunes())
        {
            _ = character.Value switch
            {
                '\\' or ';' or ',' => escaped.Append('\\').Append(character),
                '\n' => escaped.Append("\\n"),
                _ when Rune.IsControl(character) => escaped,
                _ => escaped.Append(character),
            };
        }

        return escaped.ToString();
    }

    /// <summary>How many octets the next line has left: the space that continues the one before counts among them.</summary>
    private int Fold()
    {
        text.Append(LineEnd).Append(' ');
        return MaxOctets - 1;
    }
}
