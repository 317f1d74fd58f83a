using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Http.Limits;

[Parallelizable(ParallelScope.Self)]
internal sealed class HttpsTests
{
    private const string Host = "tracker.example.org";

    private TestService service = null!;
    private HttpClient client = null!;

    [OneTimeSetUp]
    public void Start()
    {
        service = TestService.Start(settings: ["ReferenceData:Load=false", "Proxy:RequireHttps=true", "Proxy:Known=127.0.0.1,::1"]);
        client = ClientOf(service);
    }

    [OneTimeTearDown]
    public void Stop()
    {
        client.Dispose();
        service.Dispose();
    }

    [TestCase("/api/v1/commitments?q=guide")]
    [TestCase("/openapi.yaml")]
    [TestCase("/swagger/index.html")]
    [TestCase("/nowhere")]
    public async Task Plain_http_is_sent_on(string address)
    {
        using var answer = await SendAsync(client, address, null);
        Assert.Multiple(() =>
        {
            Assert.That((int)answer.StatusCode, Is.EqualTo(307));
            Assert.That(answer.Headers.Location?.ToString(), Is.EqualTo($"https://{Host}{address}"));
            Assert.That(answer.Headers.GetValues("X-Content-Type-Options"), Is.EqualTo(["nosniff"]));
            Assert.That(answer.Headers.Contains("Strict-Transport-Security"), Is.False);
        });
    }

    [TestCase("/api/v1/commitments", 200)]
    [TestCase("/api/v1/commitments/AB-1", 404)]
    [TestCase("/api/v1/api-keys", 401)]
    [TestCase("/api/v1/commitments?limit=0", 400)]
    [TestCase("/health/live", 200)]
    [TestCase("/swagger/index.html", 200)]
    public async Task What_came_to_the_proxy_over_https_is_answered_and_browsers_stay_there(string address, int status)
    {
        using var answer = await SendAsync(client, address, "https");
        Assert.Multiple(() =>
        {
            Assert.That((int)answer.StatusCode, Is.EqualTo(status));
            Assert.That(answer.Headers.GetValues("Strict-Transport-Security"), Is.EqualTo(["max-age=31536000"]));
        });
    }

    /// <summary>What watches over the service asks it directly, and follows no way through the proxy.</summary>
    [TestCase("/health/live")]
    [TestCase("/health/ready")]
    public async Task Health_is_told_over_plain_http(string address)
    {
        using var answer = await SendAsync(client, address, null);
        Assert.That((int)answer.StatusCode, Is.EqualTo(200));
    }

    [Test]
    public async Task A_stranger_that_says_https_is_not_believed()
    {
        using var direct = TestService.Start(settings: ["ReferenceData:Load=false", "Proxy:RequireHttps=true", "Proxy:Known=10.0.0.1"]);
        using var caller = ClientOf(direct);
        using var answer = await SendAsync(caller, "/api/v1/commitments", "https");
        Assert.That((int)answer.StatusCode, Is.EqualTo(307));
    }

    [Test]
    public async Task The_port_of_https_can_be_another()
    {
        using var other = TestService.Start(settings: ["ReferenceData:Load=false", "Proxy:RequireHttps=true", "https_port=8443"]);
        using var caller = ClientOf(other);
        using var answer = await SendAsync(caller, "/api/v1/commitments", null);
        Assert.That(answer.Headers.Location?.ToString(), Is.EqualTo($"https://{Host}:8443/api/v1/commitments"));
    }

    [Test]
    public async Task Without_the_setting_plain_http_is_answered()
    {
        using var plain = TestService.Start(settings: ["ReferenceData:Load=false", "Proxy:Known=127.0.0.1,::1"]);
        using var caller = ClientOf(plain);
        foreach (var protocol in new[] { null, "https" })
        {
            using var answer = await SendAsync(caller, "/api/v1/commitments", protocol);
            Assert.That((int)answer.StatusCode, Is.EqualTo(200));
            Assert.That(answer.Headers.Contains("Strict-Transport-Security"), Is.False);
        }
    }

    private static HttpClient ClientOf(TestService service) =>
        new(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = service.Public.BaseAddress };

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, string address, string? protocol)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Host = Host;
        if (protocol is not null)
        {
            request.Headers.Add("X-Forwarded-For", "203.0.113.1");
            request.Headers.Add("X-Forwarded-Proto", protocol);
        }

        return await client.SendAsync(request);
    }
}
