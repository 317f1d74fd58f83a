using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CommitmentTracker.Torture.Support;

/// <summary>What the trials ask of the API.</summary>
internal sealed class TrackerCalls(HttpClient client)
{
    public const string Root = "/api/v1";

    /// <summary>The as-of date of every report here: no machine's clock stands before it.</summary>
    public const string AsOf = "2025-01-01";

    private const string Party = "VN";

    /// <summary>A published commitment that Viet Nam owns.</summary>
    public async Task CreateAsync(string code, JsonObject? deadline = null)
    {
        var body = new JsonObject
        {
            ["code"] = code,
            ["title"] = $"Torture of {code}",
            ["kind"] = "commitment",
            ["scope"] = "regional",
            ["instrument"] = "HANOI-2026",
            ["theme"] = "coordination",
            ["publication"] = "published",
            ["deadline"] = deadline,
            ["assignments"] = new JsonArray(
                new JsonObject
                {
                    ["party"] = Party,
                    ["role"] = "lead",
                    ["basis"] = "stated",
                }
            ),
        };
        using var answer = await SendAsync(HttpMethod.Post, "/commitments", body);
        Expect.That(answer.StatusCode == HttpStatusCode.Created, await SaidAsync(answer));
    }

    public Task<HttpResponseMessage> ReportAsync(string code, string narrative, string? idempotencyKey = null, string asOf = AsOf)
    {
        var body = new JsonObject
        {
            ["party"] = Party,
            ["asOf"] = asOf,
            ["status"] = "in_progress",
            ["narrative"] = narrative,
        };
        return SendAsync(HttpMethod.Post, $"/commitments/{code}/progress-updates", body, ("Idempotency-Key", idempotencyKey));
    }

    public Task<HttpResponseMessage> RetitleAsync(string code, string title, string? tag) =>
        SendAsync(HttpMethod.Patch, $"/commitments/{code}", new JsonObject { ["title"] = title }, ("If-Match", tag));

    public async Task<JsonNode> ReadAsync(string path)
    {
        using var answer = await GetAsync(path);
        Expect.That(answer.StatusCode == HttpStatusCode.OK, $"GET {path}: {await SaidAsync(answer)}");
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
    }

    public Task<HttpResponseMessage> GetAsync(string path) => client.GetAsync(new Uri(Root + path, UriKind.Relative));

    /// <param name="path">The path below the root.</param>
    /// <param name="tag">Of what the reader has: If-None-Match.</param>
    public async Task<HttpResponseMessage> GetAsync(string path, string? tag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Root + path);
        if (tag is not null)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        }

        return await client.SendAsync(request);
    }

    public async Task<HttpResponseMessage> SendAsync(
        HttpMethod method,
        string path,
        JsonNode body,
        params (string Name, string? Value)[] headers
    )
    {
        var mediaType = method == HttpMethod.Patch ? "application/merge-patch+json" : "application/json";
        using var request = new HttpRequestMessage(method, Root + path)
        {
            Content = new StringContent(body.ToJsonString(JsonSerializerOptions.Web), Encoding.UTF8, mediaType),
        };
        foreach (var (name, value) in headers.Where(header => header.Value is not null))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await client.SendAsync(request);
    }

    public static async Task<string> SaidAsync(HttpResponseMessage answer) =>
        $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}";
}
