using System.Globalization;
using System.Text.Json.Nodes;

namespace CommitmentTracker.Tests.Support.Oracle;

/// <summary>The events of the public calendar.</summary>
internal static class ExpectedCalendar
{
    private const int DaysKeptCancelled = 90;

    /// <summary>What stands in it, by code and number.</summary>
    public static IEnumerable<ExpectedEvent> Events(this SeenRecords records, string query) =>
        records
            .Deadlines(query)
            .Where(row => (string?)row["state"] != "closed")
            .OrderBy(row => (string?)row["code"], StringComparer.Ordinal)
            .ThenBy(row => (int?)row["number"] ?? 0)
            .Select(row => new ExpectedEvent(
                Uid(row),
                $"{Uid(row)} {((string)row["dueOn"]!).Replace("-", "", StringComparison.Ordinal)} {Title(row)}",
                row["number"] is null ? Description(records.Commitments.Single(each => (string?)each["code"] == (string?)row["code"])) : ""
            ));

    /// <summary>What stood in it lately and does so no more, by what the journal tells.</summary>
    public static IEnumerable<string> CancelledEvents(this SeenRecords records, DateOnly today)
    {
        var (fields, shown) = (new Dictionary<string, Dictionary<string, JsonNode?>>(), new Dictionary<string, HashSet<string>>());
        var cancelled = new Dictionary<string, DateTimeOffset>();
        foreach (var step in records.All.Journal)
        {
            fields.TryAdd(step.Code, []);
            foreach (var (name, value) in step.After)
            {
                fields[step.Code][name] = value;
            }

            var stands = UidsOf(step.Code, fields[step.Code]);
            foreach (var uid in shown.GetValueOrDefault(step.Code, []).Except(stands))
            {
                cancelled[uid] = Some.Instant(step.At);
            }

            stands.ForEach(uid => cancelled.Remove(uid));
            shown[step.Code] = [.. stands];
        }

        return cancelled
            .Where(pair => DateOnly.FromDateTime(pair.Value.UtcDateTime).AddDays(DaysKeptCancelled) >= today)
            .Select(pair => pair.Key);
    }

    private static List<string> UidsOf(string code, Dictionary<string, JsonNode?> fields) =>
        (string?)fields["publication"] == "published"
            ? [.. fields.Where(field => IsDue(field, (string)fields["status"]!)).Select(field => UidOf(field.Key, code))]
            : [];

    private static bool IsDue(KeyValuePair<string, JsonNode?> field, string status) =>
        (field.Key == "deadline" || field.Key.StartsWith("milestones/", StringComparison.Ordinal))
        && field.Value?["dueOn"] is not null
        && (field.Value["reachedOn"] is not null || status is not ("cancelled" or "superseded"));

    private static string UidOf(string field, string code) =>
        field == "deadline" ? code : field.Replace("milestones", code, StringComparison.Ordinal);

    private static string Uid(JsonObject row) => row["number"] is { } number ? $"{row["code"]}/{number}" : (string)row["code"]!;

    private static string Title(JsonObject row)
    {
        var due = Some.Day((string)row["dueOn"]!);
        var period = (string?)row["precision"] switch
        {
            "month" => $" (by the end of {due.ToString("MMMM yyyy", CultureInfo.InvariantCulture)})",
            "quarter" => $" (by the end of quarter {(due.Month + 2) / 3} of {due.Year})",
            "year" => $" (by the end of {due.Year})",
            _ => "",
        };
        var completed = (string?)row["state"] is "met" or "met_late" ? "Completed: " : "";
        return $"{completed}{row["code"]}: {row["milestoneTitle"] ?? row["title"]}{period}";
    }

    private static string Description(JsonNode item)
    {
        var owners = SeenRecords.Owners(item).Select(own => (string?)own["name"]).ToList();
        var owed = owners.Count == 0 ? "Nobody is assigned." : $"Owed by: {string.Join(", ", owners)}.";
        return $"{owed}\\nStatus: {((string)item["status"]!).Replace('_', ' ')}.";
    }
}

/// <param name="Uid">A code, or a code and the number of a milestone.</param>
/// <param name="Text">It with its day and title.</param>
/// <param name="Description">How its description begins.</param>
internal sealed record ExpectedEvent(string Uid, string Text, string Description);
