using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Http;

/// <summary>No input, however strange, gets a 5xx, an answer that the contract does not describe, or a look at our inside.</summary>
internal sealed class JunkTests
{
    private static readonly string[] Texts =
    [
        "%00",
        "%ff",
        "..%2f..%2fetc",
        "'%20OR%20'1'='1",
        "-1",
        "0",
        "99999999999999999999999",
        "1e999",
        "NaN",
        "null",
        "%F0%9F%8E%89",
        "a%EF%BF%BEb",
        "%E2%80%AE",
        "2026-02-30",
        "0001-01-01",
        "9999-12-31",
        "%ED%A0%80",
        "%25",
        "*",
        "a,b,,c",
        new('a', 4000),
    ];

    private static readonly byte[][] Bodies =
    [
        [],
        " "u8.ToArray(),
        "{"u8.ToArray(),
        "[]"u8.ToArray(),
        "null"u8.ToArray(),
        "\"x\""u8.ToArray(),
        "{\"a\":NaN}"u8.ToArray(),
        "{\"a\":1e999}"u8.ToArray(),
        "{\"\":1}"u8.ToArray(),
        "{\"title\":\"\\ud800\"}"u8.ToArray(),
        "{\"\\ud800\":1}"u8.ToArray(),
        "{\"title\":\"\\u0000\"}"u8.ToArray(),
        "{\"code\":1,\"code\":2}"u8.ToArray(),
        "{\"$type\":\"System.IO.FileInfo\"}"u8.ToArray(),
        [0xEF, 0xBB, 0xBF, (byte)'{', (byte)'}'],
        [(byte)'{', (byte)'"', 0xFF, 0xFE, (byte)'"', (byte)':', (byte)'1', (byte)'}'],
        Encoding.Unicode.GetBytes("{}"),
        Encoding.UTF8.GetBytes(new string('[', 100_000)),
        Encoding.UTF8.GetBytes("{\"title\":\"" + new string('x', 1_200_000) + "\"}"),
    ];

    private static readonly string[] MediaTypes =
    [
        "text/plain",
        "application/xml",
        "application/json; charset=utf-16",
        "application/json; charset=nope",
        "application/json; charset=\"utf-8\"",
        ";",
        "multipart/form-data",
    ];

    private static readonly (string Name, string Value)[] Headers =
    [
        ("If-Match", "x"),
        ("If-Match", "\""),
        ("If-Match", "W/\"1\""),
        ("If-None-Match", ",,,"),
        ("Accept", "application/xml"),
        ("Range", "bytes=5-1"),
        ("Content-Encoding", "gzip"),
        ("X-HTTP-Method-Override", "DELETE"),
        ("X-Forwarded-For", "'><script>"),
        ("Idempotency-Key", ""),
        ("Expect", "x"),
        ("traceparent", "00-zz"),
    ];

    private readonly TestService service = TestService.Start();
    private JsonNode contract = null!;

    [OneTimeSetUp]
    public async Task ReadContractAsync() =>
        contract = JsonNode.Parse(await service.Public.GetStringAsync(new Uri("/openapi.json", UriKind.Relative)))!;

    [OneTimeTearDown]
    public void Stop() => service.Dispose();

    [Test]
    public async Task In_addresses()
    {
        foreach (var (method, path, operation) in Operations().Where(each => each.Path.Contains('{', StringComparison.Ordinal)))
        {
            foreach (var text in Texts)
            {
                var address = System.Text.RegularExpressions.Regex.Replace(path, "{[^}]+}", text);
                await SendAsync(operation, new HttpRequestMessage(method, address));
            }
        }
    }

    [Test]
    public async Task In_queries()
    {
        foreach (var (method, path, operation) in Operations())
        {
            var names = (operation["parameters"]?.AsArray() ?? [])
                .Where(each => (string?)each!["in"] == "query")
                .Select(each => (string)each!["name"]!);
            foreach (var name in names.Append("unknown"))
            {
                foreach (var text in Texts.Append(""))
                {
                    await SendAsync(operation, new HttpRequestMessage(method, $"{Known(path)}?{name}={text}"));
                }
            }
        }
    }

    [Test]
    public async Task In_bodies()
    {
        foreach (var (method, path, operation) in Operations().Where(each => each.Operation["requestBody"] is not null))
        {
            var type = operation["requestBody"]!["content"]!.AsObject().First().Key;
            foreach (var (body, media) in Bodies.Select(body => (body, type)).Concat(MediaTypes.Select(media => ("{}"u8.ToArray(), media))))
            {
                var request = new HttpRequestMessage(method, Known(path)) { Content = new ByteArrayContent(body) };
                request.Headers.TryAddWithoutValidation("If-Match", "*");
                request.Content.Headers.TryAddWithoutValidation("Content-Type", media);
                // Asks first, as curl does: the server answers 413 instead of hanging up in the middle of the body.
                request.Headers.ExpectContinue = body.Length > 1024 * 1024;
                await SendAsync(operation, request);
            }
        }
    }

    [Test]
    public async Task In_headers()
    {
        foreach (var (method, path, operation) in Operations())
        {
            foreach (var (name, value) in Headers)
            {
                var request = new HttpRequestMessage(method, Known(path));
                request.Headers.TryAddWithoutValidation(name, value);
                await SendAsync(operation, request);
            }
        }
    }

    private IEnumerable<(HttpMethod Method, string Path, JsonNode Operation)> Operations() =>
        contract["paths"]!
            .AsObject()
            .SelectMany(path => path.Value!.AsObject().Select(each => (HttpMethod.Parse(each.Key), path.Key, each.Value!)));

    private static string Known(string path) =>
        path.Replace("{code}", "NOT-THERE", StringComparison.Ordinal)
            .Replace("{party}", "VN", StringComparison.Ordinal)
            .Replace("{number}", "1", StringComparison.Ordinal)
            .Replace("{id}", "00000000-0000-0000-0000-000000000000", StringComparison.Ordinal);

    private async Task SendAsync(JsonNode operation, HttpRequestMessage request)
    {
        using var sent = request;
        using var answer = await service.Admin.SendAsync(sent);
        var status = (int)answer.StatusCode;
        var body = await answer.Content.ReadAsStringAsync();
        var what = $"{request.Method} {request.RequestUri} answered {status}: {body}";
        Assert.That(status, Is.LessThan(500), what);
        if (body.Length == 0)
        {
            // The server itself refuses what is no HTTP, before any of our code; and a 304 or 204 has no body.
            Assert.That(status, Is.EqualTo(400).Or.EqualTo(304).Or.EqualTo(204), what);
            return;
        }

        if (status >= 400)
        {
            Assert.That(answer.Content.Headers.ContentType, Is.EqualTo(new MediaTypeHeaderValue("application/problem+json")), what);
            Assert.That(body, Does.Not.Contain("Exception").And.Not.Contain("   at ").And.Not.Contain("SQLite"), what);
        }

        // An address that leads elsewhere is not this operation's answer.
        var isRouters = status is 404 or 405;
        Assert.That(isRouters || operation["responses"]![$"{status}"] is not null, what);
    }
}
