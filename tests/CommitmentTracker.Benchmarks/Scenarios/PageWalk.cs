using System.Text.Json;

namespace CommitmentTracker.Benchmarks.Scenarios;

/// <summary>Follows the pages of a list of fifty as a client does, by the cursors that it is given.</summary>
internal static class PageWalk
{
    private const string Page = "&limit=50";
    private const string WidePage = "&limit=200&fields=code";

    /// <summary>The address of the page that begins so far in, from 0 to 1; null where the list has but one.</summary>
    public static async Task<string?> ToAsync(HttpClient client, string list, double far)
    {
        // A cursor holds for every size of page.
        var wide = list.Replace(Page, WidePage, StringComparison.Ordinal);
        var page = await ReadAsync(client, list);
        var next = page.Next;
        for (var seen = page.Items; seen < page.Total * far && next is not null; seen += page.Items)
        {
            page = await ReadAsync(client, $"{wide}&cursor={next}");
            next = page.Next ?? next;
        }

        return next is null ? null : $"{list}&cursor={next}";
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
