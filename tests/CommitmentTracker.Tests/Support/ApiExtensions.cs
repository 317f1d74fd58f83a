using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace CommitmentTracker.Tests.Support;

/// <summary>What a test says to the API, and what it hears.</summary>
internal static class ApiExtensions
{
    public const string Root = "/api/v1";

    public static async Task<JsonNode> GetJsonAsync(this HttpClient client, string path)
    {
        var answer = await client.GetAsync(new Uri(Root + path, UriKind.Relative));
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK), await answer.Content.ReadAsStringAsync());
        return await answer.JsonAsync();
    }

    public static async Task<JsonNode> JsonAsync(this HttpResponseMessage answer) =>
        JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;

    /// <summary>Sends a body of JSON; <paramref name="tag"/> goes into If-Match.</summary>
    public static Task<HttpResponseMessage> SendJsonAsync(
        this HttpClient client,
        HttpMethod method,
        string path,
        object body,
        string? tag = null
    )
    {
        var mediaType = method == HttpMethod.Patch ? "application/merge-patch+json" : "application/json";
        var text = body as string ?? System.Text.Json.JsonSerializer.Serialize(body);
        return client.SendAsync(method, path, new StringContent(text, Encoding.UTF8, mediaType), tag);
    }

    public static async Task<HttpResponseMessage> SendAsync(
        this HttpClient client,
        HttpMethod method,
        string path,
        HttpContent? content = null,
        string? tag = null
    )
    {
        using var request = new HttpRequestMessage(method, Root + path) { Content = content };
        if (tag is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", tag);
        }

        return await client.SendAsync(request);
    }

    /// <summary>The record's present entity tag.</summary>
    public static async Task<string> TagAsync(this HttpClient client, string path) =>
        (await client.GetAsync(new Uri(Root + path, UriKind.Relative))).Headers.ETag!.ToString();

    /// <summary>Asserts a problem of the given status and code, and returns it.</summary>
    public static async Task<JsonNode> ProblemAsync(this HttpResponseMessage answer, int status, string code)
    {
        var body = await answer.Content.ReadAsStringAsync();
        Assert.That((int)answer.StatusCode, Is.EqualTo(status), body);
        Assert.That(answer.Content.Headers.ContentType, Is.EqualTo(new MediaTypeHeaderValue("application/problem+json")));
        var problem = JsonNode.Parse(body)!;
        Assert.That((string?)problem["code"], Is.EqualTo(code));
        return problem;
    }
}
