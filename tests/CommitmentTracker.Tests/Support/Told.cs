using System.Text.Json.Nodes;

namespace CommitmentTracker.Tests.Support;

/// <summary>What a change of a commitment left behind for those who look back: its history, and the feed of changes.</summary>
internal static class Told
{
    /// <summary>The whole history, the latest change first, each change in a line.</summary>
    public static async Task<IReadOnlyList<string>> HistoryAsync(this HttpClient client, string code, int limit = 200) =>
        [.. (await client.ItemsAsync($"/commitments/{code}/history", limit)).Select(Line)];

    /// <summary>What the feed says of a commitment, oldest first, each change in a line.</summary>
    public static async Task<IReadOnlyList<string>> FeedAsync(this HttpClient client, string code)
    {
        var lines = new List<string>();
        for (long since = 0; ; )
        {
            var feed = await client.GetJsonAsync($"/changes?limit=200&since={since}");
            lines.AddRange(
                feed["items"]!
                    .AsArray()
                    .Where(item => (string?)item!["resource"]!["key"] == code)
                    .Select(item => $"v{item!["version"]} {item["type"]}{((bool)item["deleted"]! ? " deleted" : "")}")
            );
            since = (long)feed["next"]!;
            if (!(bool)feed["more"]!)
            {
                return lines;
            }
        }
    }

    /// <summary>Such as <c>v2 commitment_changed: title "Old" to "New"</c>, with who did it and the reason where they are told.</summary>
    public static string Line(JsonNode entry)
    {
        var actor = entry["actor"] is { } name ? $" by {name}" : "";
        var reason = entry["reason"] is { } why ? $" because {why}" : "";
        var fields = entry["fields"]!.AsArray().Select(field => $"{field!["field"]} {Value(field["before"])} to {Value(field["after"])}");
        return $"v{entry["version"]} {entry["type"]}{actor}{reason}: {string.Join(", ", fields)}";
    }

    private static string Value(JsonNode? value) => value is null ? "nothing" : value.ToJsonString();
}
