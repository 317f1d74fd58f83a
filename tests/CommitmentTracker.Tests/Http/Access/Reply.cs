using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Http.Access;

/// <summary>All that a caller gets of an answer, without what differs each time anyway: the date and the id of the trace.</summary>
internal sealed partial record Reply(int Status, string Headers, string Body, string? Tag)
{
    /// <summary>Follows the pages of a list to their end.</summary>
    public static async Task<Dictionary<string, Reply>> AllAsync(HttpClient client, IEnumerable<string> addresses, string? knownTag = null)
    {
        var replies = new Dictionary<string, Reply>(StringComparer.Ordinal);
        foreach (var first in addresses)
        {
            for (var address = first; address is not null; address = NextOf(replies[address], first))
            {
                replies[address] = await OfAsync(client, address, knownTag);
            }
        }

        return replies;
    }

    public static async Task<Reply> OfAsync(HttpClient client, string address, string? knownTag = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (knownTag is not null)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", knownTag);
        }

        using var answer = await client.SendAsync(request);
        var headers = answer.Headers.NonValidated.Concat(answer.Content.Headers.NonValidated).Where(header => header.Key != "Date");
        return new Reply(
            (int)answer.StatusCode,
            string.Join('\n', headers.Select(header => $"{header.Key}: {string.Join(", ", header.Value)}").Order(StringComparer.Ordinal)),
            TraceId().Replace(await TextAsync(answer.Content), "\"traceId\":\"\""),
            answer.Headers.ETag?.ToString()
        );
    }

    /// <summary>Whether the word is in a byte of it, within cursors too.</summary>
    public bool Holds(string word) => $"{Headers}\n{Body}\n{Cursor(Body)}".Contains(word, StringComparison.OrdinalIgnoreCase);

    /// <summary>The same where what was asked for is called otherwise.</summary>
    public Reply Renamed(string from, string to) => this with { Headers = Headers.Replace(from, to), Body = Body.Replace(from, to) };

    /// <summary>Of a workbook what is packed in it: no word could be found in it otherwise.</summary>
    private static async Task<string> TextAsync(HttpContent content)
    {
        if (content.Headers.ContentType?.MediaType != SheetExtensions.Xlsx)
        {
            return await content.ReadAsStringAsync();
        }

        await using var archive = new ZipArchive(await content.ReadAsStreamAsync());
        var texts = new StringBuilder();
        foreach (var part in archive.Entries)
        {
            using var text = new StreamReader(await part.OpenAsync());
            texts.Append(part.FullName).Append('\n').Append(await text.ReadToEndAsync());
        }

        return texts.ToString();
    }

    private static string? NextOf(Reply reply, string first) =>
        Next(reply.Body) is { } cursor ? $"{first}{(first.Contains('?') ? '&' : '?')}cursor={cursor}" : null;

    private static string? Next(string body) =>
        body.StartsWith('{') && JsonNode.Parse(body)!["page"] is JsonObject page ? (string?)page["next"] : null;

    private static string Cursor(string body) =>
        Next(body) is { } cursor ? Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(cursor)) : "";

    [GeneratedRegex("\"traceId\":\"[^\"]*\"")]
    private static partial Regex TraceId();
}
