using System.Text;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Http;

[Parallelizable(ParallelScope.Self)]
internal sealed class SecurityHeaderTests
{
    private const string Closed = "default-src 'none'; frame-ancestors 'none'";

    private static readonly TestCaseData[] Answers =
    [
        Case("GET", "/api/v1/commitments", 200),
        Case("HEAD", "/api/v1/commitments", 200),
        Case("GET", "/api/v1/commitments", 304, ("If-None-Match", "*")),
        Case("GET", "/api/v1/commitments?unknown=1", 400),
        Case("GET", "/api/v1/commitments", 401, ("Authorization", "Bearer wrong")),
        Case("POST", "/api/v1/commitments", 401),
        Case("GET", "/api/v1/commitments/AB-9", 404),
        Case("GET", "/nowhere", 404),
        Case("PUT", "/api/v1/commitments", 405),
        Case("POST", "/api/v1/commitments", 415, ("Authorization", $"Bearer {TestService.AdminKey}"), ("Content-Type", "text/plain")),
        Case("POST", "/api/v1/commitments", 400, ("Authorization", $"Bearer {TestService.AdminKey}"), ("Content-Type", "application/json")),
        Case("GET", "/openapi.yaml", 200),
        Case("GET", "/openapi.json", 200),
        Case("GET", "/health/live", 200),
        Case("GET", "/health/ready", 200),
        Case("OPTIONS", "/api/v1/commitments", 204, ("Origin", "https://example.org"), ("Access-Control-Request-Method", "GET")),
        Case("GET", "/swagger/index.html", 200),
        Case("GET", "/swagger/swagger-ui.css", 200),
        Case("GET", "/swagger/nowhere", 404),
    ];

    private TestService service = null!;

    [OneTimeSetUp]
    public void Start() => service = TestService.Start(settings: "ReferenceData:Load=false");

    [OneTimeTearDown]
    public void Stop() => service.Dispose();

    [TestCaseSource(nameof(Answers))]
    public async Task Every_answer_tells_a_browser_what_not_to_do(
        string method,
        string address,
        int status,
        (string Name, string Value)[] headers
    )
    {
        using var answer = await SendAsync(service, method, address, headers);
        Assert.Multiple(() =>
        {
            Assert.That((int)answer.StatusCode, Is.EqualTo(status));
            Assert.That(answer.Headers.GetValues("X-Content-Type-Options"), Is.EqualTo(["nosniff"]));
            Assert.That(answer.Headers.GetValues("X-Frame-Options"), Is.EqualTo(["DENY"]));
            Assert.That(answer.Headers.GetValues("Referrer-Policy"), Is.EqualTo(["no-referrer"]));
            Assert.That(answer.Headers.Contains("Server"), Is.False);
            var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
            Assert.That(
                policy,
                address.StartsWith("/swagger", StringComparison.Ordinal)
                    ? Does.StartWith("default-src 'none'; script-src 'self'; ")
                        .And.EndWith("frame-ancestors 'none'")
                        .And.Not.Contain("unsafe-eval")
                    : Is.EqualTo(Closed)
            );
        });
    }

    [Test]
    public async Task A_429_tells_it_too()
    {
        using var limited = TestService.Start(settings: ["ReferenceData:Load=false", "RateLimits:PerMinuteForAddress=1"]);
        await limited.Public.SendAsync(HttpMethod.Get, "/commitments");
        using var answer = await limited.Public.SendAsync(HttpMethod.Get, "/commitments");
        Assert.That((int)answer.StatusCode, Is.EqualTo(429));
        Assert.That(answer.Headers.GetValues("Content-Security-Policy"), Is.EqualTo([Closed]));
    }

    private static TestCaseData Case(string method, string address, int status, params (string Name, string Value)[] headers) =>
        new TestCaseData(method, address, status, headers).SetArgDisplayNames(method, address, $"{status}");

    private static async Task<HttpResponseMessage> SendAsync(
        TestService service,
        string method,
        string address,
        (string Name, string Value)[] headers
    )
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), address);
        foreach (var (name, value) in headers)
        {
            if (name == "Content-Type")
            {
                request.Content = new StringContent("{", Encoding.UTF8, value);
            }
            else
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return await service.Public.SendAsync(request);
    }
}
