using System.Text.Json.Nodes;

namespace CommitmentTracker.Tests.Support.Oracle;

/// <summary>The list of commitments and its export.</summary>
internal static class ExpectedCommitments
{
    /// <summary>What the list holds for a query, with the order and the members that it asks for.</summary>
    public static IEnumerable<string> Items(this SeenRecords records, string query)
    {
        var filters = new Filters(query);
        return Sorted(records.Selected(query), filters["sort"] ?? "code").Select(item => Item(item, filters["fields"]).ToJsonString());
    }

    /// <summary>The rows of the export, as far as there is one column for one member.</summary>
    public static IEnumerable<string> Rows(this SeenRecords records, string query) =>
        records.Selected(query).Select(item => Cells(item, records.MilestonesOf(item)));

    /// <summary>By code.</summary>
    public static IEnumerable<JsonNode> Selected(this SeenRecords records, string query)
    {
        var filters = new Filters(query);
        return records.Commitments.Where(item =>
            filters.SelectRecord(item)
            && filters.SelectOwner(item)
            && filters.Has("status", item["status"])
            && filters.Has("health", item["health"])
            && filters.Has("freshness", item["freshness"])
            && filters.Has("deadlineState", item["deadline"]!["state"])
            && filters.IsWithin("dueFrom", "dueTo", (string?)item["deadline"]!["dueOn"])
        );
    }

    private static IEnumerable<JsonNode> Sorted(IEnumerable<JsonNode> items, string sort)
    {
        var keys = sort.Split(',').ToList();
        if (!keys.Exists(key => key.TrimStart('-') == "code"))
        {
            keys.Add(keys[^1].StartsWith('-') ? "-code" : "code");
        }

        var sorted = items.OrderBy(_ => 0);
        foreach (var key in keys)
        {
            string? Value(JsonNode item) =>
                key.TrimStart('-') == "dueOn" ? (string?)item["deadline"]!["dueOn"] ?? "9999" : (string?)item[key.TrimStart('-')];

            sorted = key.StartsWith('-')
                ? sorted.ThenByDescending(Value, StringComparer.Ordinal)
                : sorted.ThenBy(Value, StringComparer.Ordinal);
        }

        return sorted;
    }

    /// <summary>As the record alone, but without what is sent only where it is asked for.</summary>
    private static JsonObject Item(JsonNode item, string? fields)
    {
        var whole = new JsonObject();
        foreach (var (name, value) in item.AsObject().Where(pair => pair.Key != "asOf"))
        {
            if (name == "assignments")
            {
                whole["leads"] = Parties(item, "lead");
                whole["supports"] = Parties(item, "support");
            }

            whole[name] = value?.DeepClone();
        }

        var asked =
            fields?.Split(',').Prepend("code").Distinct()
            ?? whole.Select(pair => pair.Key).Where(name => name is not ("description" or "sources" or "assignments"));
        return new JsonObject(asked.Select(name => KeyValuePair.Create(name, whole[name]?.DeepClone())));
    }

    private static JsonArray Parties(JsonNode item, string role) =>
        [.. SeenRecords.Owners(item).Where(own => (string?)own["role"] == role).Select(own => (JsonNode)(string)own["party"]!)];

    private static string Cells(JsonNode item, IEnumerable<JsonNode> steps)
    {
        string Owners(string role) =>
            string.Join(
                ' ',
                SeenRecords.Owners(item).Where(own => (string?)own["role"] == role).Select(own => $"{own["party"]}:{own["basis"]}")
            );

        var deadline = item["deadline"]!;
        return string.Join(
            " | ",
            item["code"],
            item["title"],
            item["description"],
            item["kind"],
            item["verb"],
            item["scope"],
            item["instrument"]!["code"],
            string.Join(' ', item["alsoUnder"]!.AsArray()),
            item["theme"],
            item["publication"],
            item["supersededBy"],
            deadline["dueOn"],
            deadline["precision"],
            deadline["basis"],
            deadline["source"],
            "",
            Owners("lead"),
            Owners("support"),
            string.Join(
                '\n',
                steps.Select(step =>
                    $"{step["number"]}|{step["title"]}|{step["dueOn"]}|{step["precision"]}|{step["party"]}|{step["reachedOn"]}"
                )
            ),
            ""
        );
    }
}
