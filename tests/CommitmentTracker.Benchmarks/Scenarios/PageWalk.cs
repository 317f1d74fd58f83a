using System.Text.Json;

namespace CommitmentTracker.Benchmarks.Scenarios;

/// <summary>Follows the pages of a list as a client does, by the cursors that it is given.</summary>
internal static class PageWalk
{
    private const string WidePage = "&limit=200&fields=code";

    /// <summary>The address of the page that begins so far in, from 0 to 1.</summary>
    public static async Task<string> ToAsync(HttpClient client, string list, double far)
    {
        // A cursor holds for every size of page.
        var wide = list.Replace("&limit=50", "", StringComparison.Ordinal) + WidePage;
        var page = await ReadAsync(client, wide);
        for (var seen = page.Items; seen < page.Total * far && page.Next is not null; seen += page.Items)
        {
            page = await ReadAsync(client, $"{wide}&cursor={page.Next}");
        }

        return page.Next is null ? list : $"{list}&cursor={page.Next}";
    }

    public static async Task<IReadOnlyList<string>> CodesAsync(HttpClient client, string list)
    {
        using var answer = JsonDocument.Parse(await client.GetByteArrayAsync(new Uri(list, UriKind.Relative)));
        return [.. answer.RootElement.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("code").GetString()!)];
    }

    private static async Task<(int Items, long Total, string? Next)> ReadAsync(HttpClient client, string address)
    {
        using var answer = JsonDocument.Parse(await client.GetByteArrayAsync(new Uri(address, UriKind.Relative)));
        var page = answer.RootElement.GetProperty("page");
        return (
            answer.RootElement.GetProperty("items").GetArrayLength(),
            page.GetProperty("total").GetInt64(),
            page.GetProperty("next").GetString()
        );
    }
}
