using System.Text.Json.Nodes;

namespace CommitmentTracker.Tests.Support.Oracle;

/// <summary>The work list and its export.</summary>
internal static class ExpectedAssignments
{
    private static readonly string[] Open = ["not_reported", "not_started", "in_progress", "on_hold"];

    private static readonly string[] Columns =
    [
        "code",
        "title",
        "instrument",
        "theme",
        "party",
        "name",
        "partyKind",
        "role",
        "basis",
        "status",
        "percent",
        "health",
        "healthReason",
        "dueOn",
        "precision",
        "deadlineState",
        "lastReportedOn",
        "completedOn",
        "freshness",
    ];

    /// <summary>The soonest due first.</summary>
    public static IEnumerable<JsonObject> Assignments(this SeenRecords records, string query)
    {
        var filters = new Filters(query);
        return records
            .Commitments.Where(filters.SelectRecord)
            .SelectMany(item => SeenRecords.Owners(item).Select(own => (Item: item, Own: own, DueOn: (string?)item["deadline"]!["dueOn"])))
            .Where(each =>
                filters.HasAny(["memberState", "body"], each.Own["party"])
                && filters.Has("role", each.Own["role"])
                && filters.Has("status", each.Own["status"])
                && filters.Has("health", each.Own["health"])
                && filters.Has("freshness", each.Own["freshness"])
                && filters.Has("state", each.Own["deadlineState"])
                && filters.IsWithin("from", "to", each.DueOn)
                && filters.IsNear(each.DueOn, records.AsOf)
                && (filters["within"] is null || Open.Contains((string?)each.Own["status"]))
            )
            .Select(each => Row(each.Item, each.Own))
            .OrderBy(row => (string?)row["dueOn"] ?? "9999", StringComparer.Ordinal)
            .ThenBy(row => (string?)row["code"], StringComparer.Ordinal)
            .ThenBy(row => (string?)row["party"], StringComparer.Ordinal);
    }

    /// <summary>The rows of the export, by commitment and party.</summary>
    public static IEnumerable<string> AssignmentRows(this SeenRecords records, string query) =>
        records
            .Assignments(query)
            .OrderBy(row => (string?)row["code"], StringComparer.Ordinal)
            .ThenBy(row => (string?)row["party"], StringComparer.Ordinal)
            .Select(row => string.Join(" | ", Columns.Select(name => $"{row[name]}").Append(records.AsOf)));

    private static JsonObject Row(JsonNode item, JsonNode own) =>
        new()
        {
            ["code"] = Copy(item["code"]),
            ["title"] = Copy(item["title"]),
            ["kind"] = Copy(item["kind"]),
            ["scope"] = Copy(item["scope"]),
            ["instrument"] = Copy(item["instrument"]!["code"]),
            ["theme"] = Copy(item["theme"]),
            ["publication"] = Copy(item["publication"]),
            ["party"] = Copy(own["party"]),
            ["name"] = Copy(own["name"]),
            ["partyKind"] = Copy(own["partyKind"]),
            ["role"] = Copy(own["role"]),
            ["basis"] = Copy(own["basis"]),
            ["status"] = Copy(own["status"]),
            ["percent"] = Copy(own["percent"]),
            ["health"] = Copy(own["health"]),
            ["healthReason"] = Copy(own["healthReason"]),
            ["dueOn"] = Copy(item["deadline"]!["dueOn"]),
            ["precision"] = Copy(item["deadline"]!["precision"]),
            ["deadlineState"] = Copy(own["deadlineState"]),
            ["daysLeft"] = Copy(item["deadline"]!["daysLeft"]),
            ["lastReportedOn"] = Copy(own["lastReportedOn"]),
            ["completedOn"] = Copy(own["completedOn"]),
            ["freshness"] = Copy(own["freshness"]),
        };

    private static JsonNode? Copy(JsonNode? node) => node?.DeepClone();
}
