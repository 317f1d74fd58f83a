using System.Text.Json.Nodes;

namespace CommitmentTracker.Tests.Support.Oracle;

/// <summary>The figures of summaries and totals, and the matrix.</summary>
internal static class ExpectedFigures
{
    /// <summary>What a summary by party asks of the assignment and not of its commitment.</summary>
    private static readonly string[] OfAssignment = ["memberState", "party", "role", "status", "health", "deadlineState", "freshness"];

    /// <summary>Figures of what counts: published, of kind commitment.</summary>
    public static JsonObject Figures(this SeenRecords records, string groupBy, string key, string query) =>
        groupBy is "memberState" or "body"
            ? Figures([
                .. records
                    .Counted(new Filters(query).Without(OfAssignment))
                    .SelectMany(SeenRecords.Owners)
                    .Where(own => (string?)own["party"] == key && IsSelected(own, new Filters(query)))
                    .Select(own => (Text(own["status"]), Text(own["deadlineState"]), Text(own["freshness"]))),
            ])
            : Figures([
                .. records
                    .Counted(query)
                    .Where(item => groupBy == "theme" ? (string?)item["theme"] == key : SeenRecords.Instruments(item).Contains(key))
                    .Select(item => (Text(item["status"]), Text(item["deadline"]!["state"]), Text(item["freshness"]))),
            ]);

    /// <summary>The rows of the matrix, by code.</summary>
    public static IEnumerable<JsonObject> Matrix(this SeenRecords records, string query) =>
        records
            .Counted(query)
            .Select(item => new JsonObject
            {
                ["code"] = (string?)item["code"],
                ["title"] = (string?)item["title"],
                ["status"] = (string?)item["status"],
                ["cells"] = new JsonObject(
                    SeenRecords
                        .Owners(item)
                        .Where(own => (string?)own["partyKind"] == "member_state" && new Filters(query).Has("memberState", own["party"]))
                        .Select(own => KeyValuePair.Create((string)own["party"]!, (JsonNode?)Cell(own)))
                ),
            });

    /// <summary>Counts of the statuses alone, and the rate, as a point of the timeline has them.</summary>
    public static JsonObject Counts(IReadOnlyCollection<string> statuses) =>
        new()
        {
            ["total"] = statuses.Count,
            ["byStatus"] = Each(
                statuses,
                ["not_reported", "not_started", "in_progress", "completed", "on_hold", "cancelled", "superseded"]
            ),
            ["completionRate"] = Rate(statuses),
        };

    private static IEnumerable<JsonNode> Counted(this SeenRecords records, string query) =>
        records.Selected(query).Where(item => (string?)item["kind"] == "commitment" && (string?)item["publication"] == "published");

    private static bool IsSelected(JsonNode own, Filters filters) =>
        filters.Has("memberState", own["party"])
        && filters.Has("party", own["party"])
        && filters.Has("role", own["role"])
        && filters.Has("status", own["status"])
        && filters.Has("health", own["health"])
        && filters.Has("deadlineState", own["deadlineState"])
        && filters.Has("freshness", own["freshness"]);

    private static JsonObject Cell(JsonNode own) =>
        new()
        {
            ["role"] = (string?)own["role"],
            ["status"] = (string?)own["status"],
            ["health"] = (string?)own["health"],
            ["deadlineState"] = (string?)own["deadlineState"],
            ["freshness"] = (string?)own["freshness"],
        };

    private static JsonObject Figures(List<(string Status, string State, string Freshness)> counted)
    {
        var figures = Counts([.. counted.Select(each => each.Status)]);
        var rate = figures["completionRate"]?.DeepClone();
        figures.Remove("completionRate");
        figures["byDeadlineState"] = Each(
            counted.Select(each => each.State),
            ["no_deadline", "upcoming", "due_soon", "overdue", "met", "met_late", "closed"]
        );
        figures["byFreshness"] = Each(counted.Select(each => each.Freshness), ["current", "stale", "none"]);
        figures["completionRate"] = rate;
        return figures;
    }

    private static JsonObject Each(IEnumerable<string> values, string[] codes)
    {
        var counts = values.GroupBy(value => value).ToDictionary(group => group.Key, group => group.Count());
        return new JsonObject(codes.Select(code => KeyValuePair.Create(code, (JsonNode?)counts.GetValueOrDefault(code))));
    }

    private static decimal? Rate(IReadOnlyCollection<string> statuses)
    {
        var counted = statuses.Count(status => status is not ("cancelled" or "superseded"));
        return counted == 0
            ? null
            : Math.Round((decimal)statuses.Count(status => status == "completed") / counted, 4, MidpointRounding.AwayFromZero);
    }

    private static string Text(JsonNode? node) => (string)node!;
}
