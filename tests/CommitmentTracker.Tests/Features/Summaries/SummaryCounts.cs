using System.Text.Json.Nodes;

namespace CommitmentTracker.Tests.Features.Summaries;

/// <summary>Counts what lists hold the way the summary says it counts.</summary>
internal static class SummaryCounts
{
    private static readonly string[] Axes = ["byStatus", "byDeadlineState", "byFreshness"];

    /// <summary>Every code of every axis of a group.</summary>
    public static IEnumerable<(string Axis, string Code)> Codes(this JsonNode group) =>
        Axes.SelectMany(axis => group[axis]!.AsObject().Select(member => (axis, member.Key)));

    /// <summary>The filter of the list that an axis stands for.</summary>
    public static string FilterOf(string axis) => char.ToLowerInvariant(axis[2]) + axis[3..];

    public static Dictionary<string, string?> OfCommitment(JsonNode item) =>
        new()
        {
            ["byStatus"] = (string?)item["status"],
            ["byDeadlineState"] = (string?)item["deadline"]!["state"],
            ["byFreshness"] = (string?)item["freshness"],
        };

    public static Dictionary<string, string?> OfAssignment(JsonNode assignment) =>
        Axes.ToDictionary(axis => axis, axis => (string?)assignment[FilterOf(axis)]);

    public static IEnumerable<string?> InstrumentsOf(JsonNode item) =>
        item["alsoUnder"]!.AsArray().Select(code => (string?)code).Append((string?)item["instrument"]!["code"]);

    /// <summary>Whether an assignment meets filters, each of which is named as its member.</summary>
    public static bool Meets(JsonNode assignment, string filters) =>
        filters
            .Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(filter => filter.Split('='))
            .All(filter => filter[1].Split(',').Contains((string?)assignment[filter[0]]));

    public static void AssertCounts(this JsonNode group, IEnumerable<Dictionary<string, string?>> counted, string what)
    {
        var all = counted.ToList();
        Assert.That((long)group["total"]!, Is.EqualTo(all.Count), $"{what}: {group.ToJsonString()}");
        foreach (var (axis, code) in group.Codes())
        {
            var expected = all.Count(each => each[axis] == code);
            Assert.That((long)group[axis]![code]!, Is.EqualTo(expected), $"{what}: {axis} {code} of {group.ToJsonString()}");
        }
    }
}
