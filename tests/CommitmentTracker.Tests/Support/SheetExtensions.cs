using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace CommitmentTracker.Tests.Support;

/// <summary>What a test says to the exports and the import.</summary>
internal static class SheetExtensions
{
    public const string Csv = "text/csv";
    public const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static Task<byte[]> GetBytesAsync(this HttpClient client, string path) =>
        client.GetByteArrayAsync(new Uri(ApiExtensions.Root + path, UriKind.Relative));

    public static Task<HttpResponseMessage> ImportAsync(this HttpClient client, string query, string text) =>
        client.ImportAsync(query, Encoding.UTF8.GetBytes(text));

    public static Task<HttpResponseMessage> ImportAsync(this HttpClient client, string query, byte[] bytes, string mediaType = Csv)
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(mediaType);
        return client.SendAsync(HttpMethod.Post, "/imports?" + query, content);
    }

    /// <summary>Asserts that an import went through, and returns what it says.</summary>
    public static async Task<JsonNode> DoneAsync(this Task<HttpResponseMessage> sent)
    {
        using var answer = await sent;
        var body = await answer.Content.ReadAsStringAsync();
        Assert.That((int)answer.StatusCode, Is.EqualTo(200), body);
        return JsonNode.Parse(body)!;
    }

    /// <summary>Asserts that an import was rejected, and returns its errors as <c>row column code</c>.</summary>
    public static async Task<IReadOnlyList<string>> ErrorsAsync(this Task<HttpResponseMessage> sent)
    {
        using var answer = await sent;
        var problem = await answer.ProblemAsync(422, "import_rejected");
        return [.. problem["rowErrors"]!.AsArray().Select(error => $"{error!["row"]} {error["column"]} {error["code"]}")];
    }

    public static long Count(this JsonNode import, string member) => (long)import[member]!;
}
