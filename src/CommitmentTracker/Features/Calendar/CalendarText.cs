using System.Globalization;
using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;

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
    private const string AlarmLead = "-P7D";

    public byte[] Of(IReadOnlyList<string> parties, IEnumerable<CalendarEntry> entries)
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
        }

        return lines.Add("END", "VCALENDAR").ToUtf8();
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
