using System.Globalization;
using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;

namespace CommitmentTracker.Features.Calendar;

/// <summary>
/// The calendar as RFC 5545 has it, with the names and the refresh interval of RFC 7986. Nothing in it comes from the clock: the same
/// entries are the same bytes.
/// </summary>
internal static class CalendarText
{
    public const string MediaType = "text/calendar; charset=utf-8";

    private const string Product = "-//CommitmentTracker//Calendar 1//EN";
    private const string RefreshInterval = "PT12H";

    public static byte[] Of(string name, IEnumerable<CalendarEntry> entries)
    {
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

    private static void Add(ContentLines lines, CalendarEntry entry)
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
            .AddText("SUMMARY", $"{entry.Commitment}: {entry.Title}{PeriodOf(entry)}")
            .Add("STATUS", entry.IsCancelled ? "CANCELLED" : "CONFIRMED")
            .Add("TRANSP", "TRANSPARENT")
            .Add("END", "VEVENT");
    }

    /// <summary>Codes are never given again, and no code holds a slash.</summary>
    private static string UidOf(CalendarEntry entry) =>
        entry.Milestone == 0
            ? $"{entry.Commitment}@commitment-tracker"
            : string.Create(CultureInfo.InvariantCulture, $"{entry.Commitment}/{entry.Milestone}@commitment-tracker");

    private static string DayOf(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

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
}
