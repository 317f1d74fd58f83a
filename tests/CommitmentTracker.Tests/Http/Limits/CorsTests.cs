using System.Net.Http.Headers;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Http.Limits;

[Parallelizable(ParallelScope.Self)]
internal sealed class CorsTests
{
    private const string Dashboard = "https://dashboard.example.org";
    private const string Other = "https://other.example.org";

    private TestService open = null!;
    private TestService named = null!;

    [OneTimeSetUp]
    public void Start()
    {
        open = TestService.Start(settings: "ReferenceData:Load=false");
        named = TestService.Start(settings: ["ReferenceData:Load=false", $"Cors:Origins={Dashboard}, https://second.example.org"]);
    }

    [OneTimeTearDown]
    public void Stop()
    {
        open.Dispose();
        named.Dispose();
    }

    [TestCase("/api/v1/commitments", 200)]
    [TestCase("/openapi.json", 200)]
    [TestCase("/api/v1/commitments/AB-1", 404)]
    [TestCase("/api/v1/commitments?unknown=1", 400)]
    [TestCase("/api/v1/api-keys", 401)]
    public async Task Pages_of_every_origin_may_read_what_is_public(string address, int status)
    {
        using var answer = await SendAsync(open, HttpMethod.Get, address, Other);
        Assert.Multiple(() =>
        {
            Assert.That((int)answer.StatusCode, Is.EqualTo(status));
            Assert.That(Header(answer, "Access-Control-Allow-Origin"), Is.EqualTo("*"));
            Assert.That(answer.Headers.Contains("Access-Control-Allow-Credentials"), Is.False);
            Assert.That(Header(answer, "Access-Control-Expose-Headers"), Does.Contain("ETag").And.Contain("Link").And.Contain("RateLimit"));
        });
    }

    [Test]
    public async Task A_304_may_be_read_as_well()
    {
        using var answer = await SendAsync(open, HttpMethod.Get, "/api/v1/commitments", Other, ("If-None-Match", "*"));
        Assert.That((int)answer.StatusCode, Is.EqualTo(304));
        Assert.That(Header(answer, "Access-Control-Allow-Origin"), Is.EqualTo("*"));
    }

    [TestCase("GET", "if-none-match", true)]
    [TestCase("GET", "authorization", false)]
    [TestCase("POST", "content-type", false)]
    [TestCase("PATCH", "content-type", false)]
    [TestCase("DELETE", "if-match", false)]
    public async Task Pages_of_every_origin_may_do_no_more_than_read_without_a_key(string method, string header, bool isAllowed)
    {
        using var answer = await PreflightAsync(open, method, header, Other);
        Assert.That(Allows(answer, method, header), Is.EqualTo(isAllowed));
    }

    [TestCase("GET", "authorization, if-none-match")]
    [TestCase("POST", "authorization, content-type, idempotency-key")]
    [TestCase("PUT", "authorization, content-type, if-match")]
    [TestCase("PATCH", "authorization, content-type, if-match")]
    [TestCase("DELETE", "authorization, if-match")]
    public async Task Pages_of_the_origins_in_the_settings_may_use_a_key(string method, string headers)
    {
        using var preflight = await PreflightAsync(named, method, headers, Dashboard);
        Assert.That(headers.Split(", ").All(header => Allows(preflight, method, header)), Is.True, $"{preflight.Headers}");
        using var refused = await PreflightAsync(named, method, headers, Other);
        Assert.That(refused.Headers.Contains("Access-Control-Allow-Origin"), Is.False);
    }

    [Test]
    public async Task Pages_of_other_origins_read_nothing_then()
    {
        using var allowed = await SendAsync(named, HttpMethod.Get, "/api/v1/commitments", Dashboard);
        using var other = await SendAsync(named, HttpMethod.Get, "/api/v1/commitments", Other);
        using var none = await SendAsync(named, HttpMethod.Get, "/api/v1/commitments", "null");
        Assert.Multiple(() =>
        {
            Assert.That(Header(allowed, "Access-Control-Allow-Origin"), Is.EqualTo(Dashboard));
            Assert.That(allowed.Headers.Vary, Is.EquivalentTo(["Authorization", "Accept-Encoding", "Origin"]));
            Assert.That(allowed.Headers.Contains("Access-Control-Allow-Credentials"), Is.False);
            Assert.That(other.Headers.Contains("Access-Control-Allow-Origin"), Is.False);
            Assert.That(none.Headers.Contains("Access-Control-Allow-Origin"), Is.False);
        });
    }

    /// <summary>A cache between must not hand a page of one origin what was kept for another.</summary>
    [TestCase(null)]
    [TestCase(Other)]
    public async Task Answers_differ_by_origin_where_origins_are_named(string? origin)
    {
        using var answer = await SendAsync(named, HttpMethod.Get, "/api/v1/commitments", origin);
        Assert.That(answer.Headers.Vary, Does.Contain("Origin"));
    }

    [TestCase("dashboard.example.org")]
    [TestCase("*")]
    [TestCase("https://*.example.org")]
    [TestCase("https://dashboard.example.org/page")]
    public async Task Origins_that_are_none_stop_the_start(string origins)
    {
        var run = await CommandRun.OfAsync(named.DatabasePath, "--urls=http://127.0.0.1:0", $"--Cors:Origins={origins}");
        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Errors, Does.Contain("Cors__Origins"));
    }

    private static Task<HttpResponseMessage> PreflightAsync(TestService service, string method, string headers, string origin) =>
        SendAsync(
            service,
            HttpMethod.Options,
            "/api/v1/commitments",
            origin,
            ("Access-Control-Request-Method", method),
            ("Access-Control-Request-Headers", headers)
        );

    private static async Task<HttpResponseMessage> SendAsync(
        TestService service,
        HttpMethod method,
        string address,
        string? origin,
        params (string Name, string Value)[] headers
    )
    {
        using var request = new HttpRequestMessage(method, address);
        foreach (var (name, value) in headers.Append(("Origin", origin ?? "")).Where(header => header.Item2.Length > 0))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await service.Public.SendAsync(request);
    }

    private static bool Allows(HttpResponseMessage preflight, string method, string header) =>
        preflight.Headers.Contains("Access-Control-Allow-Origin")
        && Lists(preflight.Headers, "Access-Control-Allow-Methods", method)
        && Lists(preflight.Headers, "Access-Control-Allow-Headers", header);

    private static bool Lists(HttpResponseHeaders headers, string name, string value) =>
        headers.TryGetValues(name, out var values)
        && values.SelectMany(each => each.Split(',')).Any(each => each.Trim().Equals(value, StringComparison.OrdinalIgnoreCase));

    private static string Header(HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : "";
}
