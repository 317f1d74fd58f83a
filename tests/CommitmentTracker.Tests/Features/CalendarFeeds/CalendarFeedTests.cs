using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using CommitmentTracker.Tests.Features.Calendar;
using CommitmentTracker.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CommitmentTracker.Tests.Features.CalendarFeeds;

internal sealed class CalendarFeedTests
{
    private TestService service;
    private HttpClient focalPoint;

    [SetUp]
    public async Task AddCommitmentsAsync()
    {
        service = TestService.Start(
            null,
            null,
            TestService.WithoutReferenceData,
            "Access:PublicRead=false",
            "Logging:LogLevel:Default=Trace",
            "Logging:Console:LogLevel:Default=None",
            "Logging:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics=Trace",
            "Logging:Capture:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics=Trace"
        );
        service.AddMemberState("VN");
        service.AddMemberState("TH");
        service.AddTheme("some");
        await service.AddInstrumentAsync("PLAN");
        await service.AddCommitmentAsync("AB-1", "PLAN", "some", "2027-06-30", "VN");
        await service.AddCommitmentAsync("AB-2", "PLAN", "some", "2027-06-30", "TH");
        var key = await CreateAsync(
            service.Admin,
            "/api-keys",
            new
            {
                name = "VN",
                role = "focal_point",
                party = "VN",
            }
        );
        focalPoint = service.ClientWith((string)key["key"]!);
    }

    [TearDown]
    public void Stop()
    {
        focalPoint.Dispose();
        service.Dispose();
    }

    [Test]
    public async Task A_feed_opens_the_calendar_of_its_party_and_nothing_else_also_where_reading_is_not_public()
    {
        var token = await TokenAsync(focalPoint, "VN");
        var refused = await service.Public.SendAsync(HttpMethod.Get, "/calendar.ics");
        await refused.ProblemAsync(401, "unauthenticated");
        Assert.That(refused.Headers.WwwAuthenticate.ToString(), Is.EqualTo("Bearer"));
        var calendar = await service.Public.CalendarAsync($"?feed={token}");
        Assert.That(CalendarFile.EventsIn(calendar).Keys, Is.EqualTo(["AB-1"]));
        Assert.That(calendar, Does.Contain("X-WR-CALNAME:ASEAN commitments: State VN\r\n"));
        var answer = await service.Public.SendAsync(HttpMethod.Get, $"/calendar.ics?feed={token}");
        Assert.That(answer.Headers.CacheControl!.ToString(), Is.EqualTo("no-cache, private"));
        var other = await service.Public.SendAsync(HttpMethod.Get, $"/calendar.ics?feed={token}&memberState=TH");
        await other.ProblemAsync(400, "invalid_parameter");
        foreach (var path in new[] { "/commitments", "/assignments", "/calendar-feeds", "/api-keys", "/deadlines" })
        {
            using var withToken = service.ClientWith(token);
            await (await withToken.SendAsync(HttpMethod.Get, path)).ProblemAsync(401, "unauthenticated");
            var inAddress = await service.Public.SendAsync(HttpMethod.Get, $"{path}?feed={token}");
            Assert.That((int)inAddress.StatusCode, Is.EqualTo(401), path);
        }
    }

    [Test]
    public async Task It_is_revoked_at_once_and_an_unknown_token_opens_nothing()
    {
        var created = await CreateAsync(focalPoint, "/calendar-feeds", new { name = "Mine", party = "VN" });
        var token = TokenIn(created);
        await service.Public.CalendarAsync($"?feed={token}");
        var tag = await service.Public.TagAsync($"/calendar.ics?feed={token}");
        var id = (string)created["feed"]!["id"]!;
        var revoked = await focalPoint.SendAsync(HttpMethod.Post, $"/calendar-feeds/{id}/revoke");
        Assert.That((await revoked.JsonAsync())["revokedAt"], Is.Not.Null);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{ApiExtensions.Root}/calendar.ics?feed={token}");
        request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        await (await service.Public.SendAsync(request)).ProblemAsync(404, "not_found");
        await (await service.Public.SendAsync(HttpMethod.Get, "/calendar.ics?feed=cf_x")).ProblemAsync(404, "not_found");
    }

    [Test]
    public async Task A_focal_point_has_the_feeds_of_its_party_alone()
    {
        var foreign = await CreateAsync(service.Admin, "/calendar-feeds", new { name = "Theirs", party = "TH" });
        var refused = await focalPoint.SendJsonAsync(HttpMethod.Post, "/calendar-feeds", new { name = "Theirs", party = "TH" });
        await refused.ProblemAsync(403, "forbidden");
        await TokenAsync(focalPoint, "VN");
        Assert.That(await PartiesAsync(focalPoint), Is.EqualTo(["VN"]));
        Assert.That(await PartiesAsync(service.Admin), Is.EquivalentTo(["TH", "VN"]));
        var path = $"/calendar-feeds/{foreign["feed"]!["id"]}";
        await (await focalPoint.SendAsync(HttpMethod.Get, path)).ProblemAsync(404, "not_found");
        await (await focalPoint.SendAsync(HttpMethod.Post, $"{path}/revoke")).ProblemAsync(404, "not_found");
        await (await service.Public.SendAsync(HttpMethod.Get, path)).ProblemAsync(401, "unauthenticated");
        var unknown = await service.Admin.SendJsonAsync(HttpMethod.Post, "/calendar-feeds", new { name = "X", party = "XX" });
        await unknown.ProblemAsync(422, "unknown_reference");
        var empty = await service.Admin.SendJsonAsync(HttpMethod.Post, "/calendar-feeds", new { name = "", party = "VN" });
        await empty.ProblemAsync(400, "validation_failed");
    }

    [Test]
    public async Task The_token_stands_in_no_log_and_not_in_the_database()
    {
        using var capture = new Capture();
        service.Services.GetRequiredService<ILoggerFactory>().AddProvider(capture);
        using var content = new StringContent("""{"name":"Mine","party":"VN"}""", Encoding.UTF8, "application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, ApiExtensions.Root + "/calendar-feeds") { Content = content };
        request.Headers.Add("Idempotency-Key", "once");
        var token = TokenIn(await (await focalPoint.SendAsync(request)).JsonAsync());
        await service.Public.CalendarAsync($"?feed={token}");
        await service.Public.SendAsync(HttpMethod.Get, $"/calendar.ics?feed={token}&wrong=1");
        await service.Public.SendAsync(HttpMethod.Post, $"/calendar.ics?feed={token}");
        Assert.That(capture.Lines, Is.Not.Empty);
        Assert.That(capture.Lines, Has.None.Contains(token));
        foreach (var file in Directory.EnumerateFiles(service.Folder))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(stream, Encoding.Latin1);
            Assert.That((await reader.ReadToEndAsync()).Contains(token, StringComparison.Ordinal), Is.False, file);
        }
    }

    private static async Task<string> TokenAsync(HttpClient client, string party) =>
        TokenIn(await CreateAsync(client, "/calendar-feeds", new { name = $"Feed of {party}", party }));

    private static string TokenIn(JsonNode created) => ((string)created["address"]!).Split("/api/v1/calendar.ics?feed=")[1];

    private static async Task<JsonNode> CreateAsync(HttpClient client, string path, object body)
    {
        var answer = await client.SendJsonAsync(HttpMethod.Post, path, body);
        Assert.That((int)answer.StatusCode, Is.EqualTo(201), await answer.Content.ReadAsStringAsync());
        return await answer.JsonAsync();
    }

    private static async Task<IEnumerable<string?>> PartiesAsync(HttpClient client) =>
        (await client.GetJsonAsync("/calendar-feeds"))["items"]!.AsArray().Select(feed => (string?)feed!["party"]);

    [ProviderAlias("Capture")]
    private sealed class Capture : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public void Dispose() { }

        public bool IsEnabled(LogLevel logLevel) => true;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            Lines.Enqueue($"{state}");
            return null;
        }

        public void Log<TState>(LogLevel level, EventId id, TState state, Exception? fault, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue($"{formatter(state, fault)} {fault}");
    }
}
