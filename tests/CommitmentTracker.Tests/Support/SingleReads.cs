using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;

namespace CommitmentTracker.Tests.Support;

/// <summary>
/// Commitments that were read one by one with their milestones, and what lists and figures of them come to, reckoned in the plainest
/// way: what the service answers, however it finds it, must be the same.
/// </summary>
internal sealed class SingleReads
{
    private static readonly string[] Open = ["not_reported", "not_started", "in_progress", "on_hold"];

    private readonly Dictionary<string, JsonNode[]> milestones = [];

    private SingleReads(string asOf) => AsOf = asOf;

    /// <summary>By code.</summary>
    public List<JsonNode> Commitments { get; } = [];

    public string AsOf { get; }

    public static async Task<SingleReads> ReadAsync(HttpClient client, IEnumerable<string> codes, string asOf)
    {
        var reads = new SingleReads(asOf);
        foreach (var code in codes.Order(StringComparer.Ordinal))
        {
            using var answer = await client.SendAsync(HttpMethod.Get, $"/commitments/{code}?asOf={asOf}");
            if (answer.StatusCode != HttpStatusCode.OK)
            {
                Assert.That(answer.StatusCode, Is.AnyOf(HttpStatusCode.NotFound, HttpStatusCode.Gone), code);
                continue;
            }

            var item = await answer.JsonAsync();
            var owners = await client.GetJsonAsync($"/commitments/{code}/assignments?asOf={asOf}");
            Assert.That(JsonNode.DeepEquals(owners["items"], item["assignments"]), code);
            var steps = await client.GetJsonAsync($"/commitments/{code}/milestones?asOf={asOf}");
            reads.Commitments.Add(item);
            reads.milestones[code] = [.. steps["items"]!.AsArray().OfType<JsonNode>()];
        }

        return reads;
    }

    public IReadOnlyList<JsonNode> MilestonesOf(JsonNode commitment) => milestones[(string)commitment["code"]!];

    /// <summary>The commitments that a query of the list of commitments selects, by code.</summary>
    public IEnumerable<JsonNode> Selected(string query)
    {
        var filters = new Filters(query);
        return Commitments.Where(item =>
            IsOfRecord(filters, item)
            && filters.Has("status", item["status"])
            && filters.Has("health", item["health"])
            && filters.Has("freshness", item["freshness"])
            && filters.Has("deadlineState", item["deadline"]!["state"])
            && filters.IsWithin("dueFrom", "dueTo", (string?)item["deadline"]!["dueOn"])
            && (filters["updatedSince"] is not { } since || string.CompareOrdinal((string?)item["updatedAt"], since) >= 0)
            && IsOwned(filters, item, "party")
            && IsOwned(filters, item, "memberState")
            && (filters["role"] is null || Owners(item).Any(each => filters.Has("role", each["role"])))
        );
    }

    /// <summary>The rows that a query of the work list selects, the soonest due first.</summary>
    public IEnumerable<JsonObject> Assignments(string query = "")
    {
        var filters = new Filters(query);
        return Commitments
            .SelectMany(item => Owners(item).Select(own => (Item: item, Own: own)))
            .Where(each =>
                IsOfRecord(filters, each.Item)
                && filters.HasAny(["memberState", "body"], each.Own["party"])
                && filters.Has("role", each.Own["role"])
                && filters.Has("status", each.Own["status"])
                && filters.Has("health", each.Own["health"])
                && filters.Has("freshness", each.Own["freshness"])
                && filters.Has("state", each.Own["deadlineState"])
                && IsDue(filters, (string?)each.Item["deadline"]!["dueOn"], (string)each.Own["status"]!)
            )
            .Select(each => Row(each.Item, each.Own))
            .OrderBy(row => (string?)row["dueOn"] ?? "9999", StringComparer.Ordinal)
            .ThenBy(row => (string?)row["code"], StringComparer.Ordinal)
            .ThenBy(row => (string?)row["party"], StringComparer.Ordinal);
    }

    /// <summary>The rows that a query of the list of deadlines selects, the soonest first.</summary>
    public IEnumerable<JsonObject> Deadlines(string query = "")
    {
        var filters = new Filters(query);
        return Commitments
            .Where(item =>
                IsOfRecord(filters, item)
                && filters.Has("status", item["status"])
                && filters.Has("health", item["health"])
                && filters.Has("freshness", item["freshness"])
            )
            .SelectMany(item => MilestonesOf(item).Select(step => Row(item, step, filters)).Prepend(Row(item, null, filters)))
            .OfType<JsonObject>()
            .Where(row => filters.Has("state", row["state"]))
            .Where(row => filters.IsWithin("from", "to", (string?)row["dueOn"]))
            .Where(row =>
                filters["within"] is null || IsNear(filters, (string?)row["dueOn"]) && (string?)row["state"] is "due_soon" or "upcoming"
            )
            .OrderBy(row => (string?)row["dueOn"], StringComparer.Ordinal)
            .ThenBy(row => (string?)row["code"], StringComparer.Ordinal)
            .ThenBy(row => (int?)row["number"] ?? 0);
    }

    /// <summary>Figures of what counts: published, of kind commitment.</summary>
    public JsonObject Figures(string groupBy, string key, string query = "")
    {
        var counted = Selected(query)
            .Where(item => (string?)item["kind"] == "commitment" && (string?)item["publication"] == "published")
            .ToList();
        return groupBy is "memberState" or "body"
            ? Figures([
                .. counted
                    .SelectMany(Owners)
                    .Where(own => (string?)own["party"] == key)
                    .Select(own => (Text(own["status"]), Text(own["deadlineState"]), Text(own["freshness"]))),
            ])
            : Figures([
                .. counted
                    .Where(item => groupBy == "theme" ? (string?)item["theme"] == key : Instruments(item).Contains(key))
                    .Select(item => (Text(item["status"]), Text(item["deadline"]!["state"]), Text(item["freshness"]))),
            ]);
    }

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

    public static IEnumerable<JsonNode> Owners(JsonNode item) => item["assignments"]!.AsArray().OfType<JsonNode>();

    public static IEnumerable<string> Instruments(JsonNode item) =>
        item["alsoUnder"]!.AsArray().Select(code => (string)code!).Append((string)item["instrument"]!["code"]!);

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

    private static bool IsOfRecord(Filters filters, JsonNode item) =>
        filters.Has("kind", item["kind"])
        && filters.Has("scope", item["scope"])
        && filters.Has("theme", item["theme"])
        && filters.Has("publication", item["publication"])
        && (filters["instrument"] is null || Instruments(item).Any(code => filters.Has("instrument", code)))
        && (
            filters["q"] is not { } words
            || words.Split(' ').All(word => Words(item).Any(each => each.StartsWith(word, StringComparison.Ordinal)))
        );

    private static string[] Words(JsonNode item) =>
        $"{item["code"]} {item["title"]} {item["description"]}".ToLowerInvariant().Split(' ', '-', '.');

    private static bool IsOwned(Filters filters, JsonNode item, string name) =>
        filters[name] is null || Owners(item).Any(own => filters.Has(name, own["party"]) && filters.Has("role", own["role"]));

    private bool IsDue(Filters filters, string? dueOn, string status) =>
        filters.IsWithin("from", "to", dueOn) && (filters["within"] is null || (IsNear(filters, dueOn) && Open.Contains(status)));

    private bool IsNear(Filters filters, string? dueOn) =>
        dueOn is not null
        && int.Parse(filters["within"]!.TrimEnd('d'), CultureInfo.InvariantCulture) is var days
        && Some.Day(dueOn).DayNumber - Some.Day(AsOf).DayNumber is var left
        && left >= 0
        && left <= days;

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
            || Owners(item)
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

        var leads = Owners(item).Where(own => (string?)own["role"] == "lead").ToList();
        return (leads.Count > 0 ? leads : Owners(item)).Max(own => (string?)own["completedOn"]);
    }

    private static string Text(JsonNode? node) => (string)node!;

    private static JsonNode? Copy(JsonNode? node) => node?.DeepClone();

    /// <summary>The filters of a query, read by hand.</summary>
    private sealed class Filters(string query)
    {
        private readonly Dictionary<string, string> given = query
            .Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(each => each.Split('=', 2))
            .ToDictionary(parts => parts[0], parts => Uri.UnescapeDataString(parts[1]));

        public string? this[string name] => given.GetValueOrDefault(name);

        public bool Has(string name, JsonNode? value) => this[name] is not { } wanted || wanted.Split(',').Contains((string?)value);

        public bool HasAny(string[] names, JsonNode? value) =>
            names.All(name => this[name] is null) || names.Any(name => this[name] is not null && Has(name, value));

        public bool IsWithin(string from, string to, string? day) =>
            (this[from] is not { } first || (day is not null && string.CompareOrdinal(day, first) >= 0))
            && (this[to] is not { } last || (day is not null && string.CompareOrdinal(day, last) <= 0));
    }
}
