using System.Text.Json.Nodes;

namespace CommitmentTracker.Tests.Support.Oracle;

/// <summary>The list of deadlines.</summary>
internal static class ExpectedDeadlines
{
    /// <summary>The soonest first, a commitment's own before those of its milestones.</summary>
    public static IEnumerable<JsonObject> Deadlines(this SeenRecords records, string query)
    {
        var filters = new Filters(query);
        return records
            .Commitments.Where(item =>
                filters.SelectRecord(item)
                && filters.Has("status", item["status"])
                && filters.Has("health", item["health"])
                && filters.Has("freshness", item["freshness"])
            )
            .SelectMany(item => records.MilestonesOf(item).Select(step => Row(item, step, filters)).Prepend(Row(item, null, filters)))
            .OfType<JsonObject>()
            .Where(row =>
                filters.Has("state", row["state"])
                && filters.IsWithin("from", "to", (string?)row["dueOn"])
                && filters.IsNear((string?)row["dueOn"], records.AsOf)
                && (filters["within"] is null || (string?)row["state"] is "due_soon" or "upcoming")
            )
            .OrderBy(row => (string?)row["dueOn"], StringComparer.Ordinal)
            .ThenBy(row => (string?)row["code"], StringComparer.Ordinal)
            .ThenBy(row => (int?)row["number"] ?? 0);
    }

    /// <summary>Of a commitment without a due date, and of what nobody asked for owes, there is none.</summary>
    private static JsonObject? Row(JsonNode item, JsonNode? step, Filters filters)
    {
        var due = step ?? item["deadline"]!;
        return due["dueOn"] is null || !IsOwed(filters, item, (string?)step?["party"])
            ? null
            : new JsonObject
            {
                ["type"] = step is null ? "commitment" : "milestone",
                ["code"] = Copy(item["code"]),
                ["title"] = Copy(item["title"]),
                ["number"] = Copy(step?["number"]),
                ["milestoneTitle"] = Copy(step?["title"]),
                ["party"] = Copy(step?["party"]),
                ["kind"] = Copy(item["kind"]),
                ["instrument"] = Copy(item["instrument"]!["code"]),
                ["theme"] = Copy(item["theme"]),
                ["publication"] = Copy(item["publication"]),
                ["dueOn"] = Copy(due["dueOn"]),
                ["precision"] = Copy(due["precision"]),
                ["state"] = Copy(due["state"]),
                ["daysLeft"] = Copy(due["daysLeft"]),
                ["completedOn"] = step is null ? CompletedOn(item) : Copy(step["reachedOn"]),
            };
    }

    private static bool IsOwed(Filters filters, JsonNode item, string? party)
    {
        if (party is not null && filters["role"] is null)
        {
            return filters.HasAny(["memberState", "body"], party);
        }

        return (filters["memberState"] ?? filters["body"] ?? filters["role"]) is null
            || SeenRecords
                .Owners(item)
                .Where(own => party is null || (string?)own["party"] == party)
                .Any(own => filters.HasAny(["memberState", "body"], own["party"]) && filters.Has("role", own["role"]));
    }

    /// <summary>The latest day among those that count: who leads, or all where nobody does, but not who cancelled.</summary>
    private static string? CompletedOn(JsonNode item)
    {
        if ((string?)item["status"] != "completed")
        {
            return null;
        }

        var leads = SeenRecords.Owners(item).Where(own => (string?)own["role"] == "lead").ToList();
        return (leads.Count > 0 ? leads : SeenRecords.Owners(item)).Max(own => (string?)own["completedOn"]);
    }

    private static JsonNode? Copy(JsonNode? node) => node?.DeepClone();
}
