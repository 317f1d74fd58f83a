using System.Text.Json.Nodes;

namespace CommitmentTracker.Tests.Support.Oracle;

/// <summary>The list of progress updates of all commitments, and its export.</summary>
internal static class ExpectedUpdates
{
    /// <summary>The one recorded first at the head; of those recorded at one instant their ids decide.</summary>
    public static IEnumerable<JsonNode> ListedUpdates(this SeenRecords records, string query) =>
        records.SelectedUpdates(query).OrderBy(update => (string?)update["id"], StringComparer.Ordinal);

    /// <summary>The rows of the export, as they were recorded.</summary>
    public static IEnumerable<string> UpdateRows(this SeenRecords records, string query) => records.SelectedUpdates(query).Select(Cells);

    private static IEnumerable<JsonNode> SelectedUpdates(this SeenRecords records, string query)
    {
        var filters = new Filters(query);
        return records.Updates.Where(update =>
            filters.Has("review", update["review"])
            && filters.Has("party", update["party"])
            && filters.Has("commitment", update["commitment"])
        );
    }

    private static string Cells(JsonNode update) =>
        string.Join(
            " | ",
            update["commitment"],
            update["party"],
            update["asOf"],
            update["status"],
            update["percent"],
            update["health"],
            update["healthReason"],
            update["narrative"],
            update["nilReturn"],
            update["challenges"],
            update["nextStep"],
            string.Join('\n', update["evidence"]!.AsArray().Select(each => $"{each!["title"]}|{each["url"]}")),
            update["review"]
        );
}
