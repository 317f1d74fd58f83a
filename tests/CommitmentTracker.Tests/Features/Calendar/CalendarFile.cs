using System.Globalization;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Features.Calendar;

/// <summary>A served calendar, read by hand: each event as its properties.</summary>
internal static class CalendarFile
{
    public static async Task<string> CalendarAsync(this HttpClient client, string query = "")
    {
        var answer = await client.SendAsync(HttpMethod.Get, $"/calendar.ics{query}");
        Assert.That((int)answer.StatusCode, Is.EqualTo(200), await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadAsStringAsync();
    }

    public static Dictionary<string, Dictionary<string, string>> EventsIn(string calendar) =>
        calendar
            .Replace("\r\n ", "", StringComparison.Ordinal)
            .Split("BEGIN:VEVENT\r\n")[1..]
            .Select(text => text.Split("\r\nEND:VEVENT")[0].Split("\r\n").TakeWhile(line => line != "BEGIN:VALARM"))
            .Select(lines => lines.Select(line => line.Split(':', 2)))
            .Select(lines => lines.ToDictionary(parts => parts[0], parts => parts[1], StringComparer.Ordinal))
            .ToDictionary(properties => properties["UID"].Replace("@commitment-tracker", "", StringComparison.Ordinal));

    public static async Task<Dictionary<string, string>> EventAsync(this HttpClient client, string uid) =>
        EventsIn(await client.CalendarAsync())[uid];

    public static object Completed(string party)
    {
        var report = Bodies.Report(party);
        report["status"] = "completed";
        report["percent"] = 100;
        return report;
    }

    public static int Sequence(this Dictionary<string, string> entry) => int.Parse(entry["SEQUENCE"], CultureInfo.InvariantCulture);
}
