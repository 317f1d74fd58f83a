using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Http.Limits;

/// <summary>Behind a proxy that shows the service under a path of its own, every address that it gives leads back to it.</summary>
[Parallelizable(ParallelScope.Self)]
internal sealed class PathBaseTests
{
    private const string Prefix = "X-Forwarded-Prefix";
    private const string FromProxies = "Proxy:Known=127.0.0.1,::1";

    private static readonly (string Setting, string Path, string? Header)[] Ways =
    [
        ("Proxy:PathBase=/ministers/tracker", "", null),
        ("Proxy:PathBase=/ministers/tracker", "/ministers/tracker", null),
        ("Http:PublicUrl=https://asean.example.org/ministers/tracker/", "", null),
        ("Http:PublicUrl=https://asean.example.org/ministers/tracker", "/ministers/tracker", null),
        (FromProxies, "", "/ministers/tracker"),
    ];

    [TestCaseSource(nameof(Ways))]
    public async Task Links_locations_and_the_contract_begin_with_the_path_of_the_proxy((string Setting, string Path, string? Header) way)
    {
        using var service = TestService.Start(settings: way.Setting);
        // Twice: the second page may be remembered.
        for (var time = 0; time < 2; time++)
        {
            using var list = await SendAsync(service.Public, way, "/api/v1/commitments?limit=1");
            Assert.That(list.Headers.GetValues("Link").Single(), Does.StartWith("</ministers/tracker/api/v1/commitments?limit=1&cursor="));
        }

        using var created = await SendAsync(
            service.Admin,
            way,
            "/api/v1/bodies",
            """{"code":"WG-BEHIND","name":"Behind a proxy","basis":"stated"}"""
        );
        Assert.That((int)created.StatusCode, Is.EqualTo(201), await created.Content.ReadAsStringAsync());
        Assert.That($"{created.Headers.Location}", Is.EqualTo("/ministers/tracker/api/v1/bodies/WG-BEHIND"));
        using var json = await SendAsync(service.Public, way, "/openapi.json");
        Assert.That((string?)(await json.JsonAsync())["servers"]![0]!["url"], Is.EqualTo("/ministers/tracker"));
        using var yaml = await SendAsync(service.Public, way, "/openapi.yaml");
        Assert.That(await yaml.Content.ReadAsStringAsync(), Does.Contain("\n  - url: \"/ministers/tracker\"\n"));
        using var page = await SendAsync(service.Public, way, "/swagger/index.js");
        Assert.That(await page.Content.ReadAsStringAsync(), Does.Contain("../openapi.json").And.Not.Contain("\"/openapi.json"));
    }

    [TestCase("Http:PublicUrl=https://asean.example.org/tracker", "https://asean.example.org/tracker")]
    [TestCase("Http:PublicUrl=https://asean.example.org", "https://asean.example.org")]
    [TestCase("Proxy:PathBase=/tracker", "http://seen.example.org/tracker")]
    public async Task A_private_feed_has_the_address_that_callers_know_the_service_by(string setting, string begin)
    {
        using var service = TestService.Start(settings: setting);
        using var created = await SendAsync(
            service.Admin,
            (setting, "", null),
            "/api/v1/calendar-feeds",
            """{"name":"A calendar","party":"VN"}"""
        );
        var feed = await created.JsonAsync();
        Assert.That((string?)feed["address"], Does.StartWith($"{begin}/api/v1/calendar.ics?feed=cf_"));
    }

    [Test]
    public async Task A_stranger_that_names_a_path_is_not_believed()
    {
        using var service = TestService.Start(settings: "Proxy:Known=10.0.0.1");
        using var list = await SendAsync(service.Public, ("", "", "/elsewhere"), "/api/v1/commitments?limit=1");
        Assert.That(list.Headers.GetValues("Link").Single(), Does.StartWith("</api/v1/commitments?"));
    }

    [Test]
    public async Task What_is_remembered_for_one_path_is_not_given_under_another()
    {
        using var service = TestService.Start(settings: FromProxies);
        foreach (var path in new[] { "/one", "/two", "/one" })
        {
            using var list = await SendAsync(service.Public, ("", "", path), "/api/v1/commitments?limit=1");
            Assert.That(list.Headers.GetValues("Link").Single(), Does.StartWith($"<{path}/api/v1/commitments?"));
        }
    }

    private static async Task<HttpResponseMessage> SendAsync(
        HttpClient client,
        (string Setting, string Path, string? Header) way,
        string address,
        string? body = null
    )
    {
        using var request = new HttpRequestMessage(body is null ? HttpMethod.Get : HttpMethod.Post, way.Path + address);
        request.Headers.Host = "seen.example.org";
        if (body is not null)
        {
            request.Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        }

        if (way.Header is not null)
        {
            request.Headers.Add("X-Forwarded-For", "203.0.113.1");
            request.Headers.Add(Prefix, way.Header);
        }

        return await client.SendAsync(request);
    }
}
