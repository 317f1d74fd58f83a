using System.Text.Json.Nodes;

namespace CommitmentTracker.Tests.Support;

/// <summary>Reads lists whole.</summary>
internal static class Lists
{
    /// <summary>Every item of a list, by following its pages; each page names the same total, and it is exact.</summary>
    public static async Task<List<JsonNode>> ItemsAsync(this HttpClient client, string path, int limit = 200)
    {
        var items = new List<JsonNode>();
        string? cursor = null;
        long total;
        do
        {
            var mark = path.Contains('?', StringComparison.Ordinal) ? '&' : '?';
            var page = await client.GetJsonAsync($"{path}{mark}limit={limit}{(cursor is null ? "" : $"&cursor={cursor}")}");
            items.AddRange(page["items"]!.AsArray().OfType<JsonNode>());
            total = (long)page["page"]!["total"]!;
            cursor = (string?)page["page"]!["next"];
            Assert.That(items, Has.Count.LessThanOrEqualTo(total), $"{path} leads on and on");
        } while (cursor is not null);

        Assert.That(items, Has.Count.EqualTo(total), path);
        return items;
    }
}
