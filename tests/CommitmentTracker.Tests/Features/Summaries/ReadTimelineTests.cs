using System.Text.Json.Nodes;
using CommitmentTracker.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace CommitmentTracker.Tests.Features.Summaries;

internal sealed class ReadTimelineTests
{
    private readonly FakeTimeProvider clock = TestClock.At("2026-01-10T05:00:00Z");
    private TestService service = null!;

    [SetUp]
    public async Task StartAsync()
    {
        clock.Set("2026-01-10T05:00:00Z");
        service = TestService.Start(clock: clock, settings: TestService.WithoutReferenceData);
        service.AddMemberState("VN");
        service.AddMemberState("TH");
        service.AddTheme("one");
        service.AddTheme("two");
        await service.AddInstrumentAsync("PLAN");
        await service.AddInstrumentAsync("OTHER");
    }

    [TearDown]
    public void Stop() => service.Dispose();

    [Test]
    public async Task A_month_ends_at_midnight_in_the_zone_of_the_tracker()
    {
        clock.Set("2026-01-31T16:59:59.999Z");
        await service.AddCommitmentAsync("T-1", "PLAN", "one", null, "VN");
        clock.Set("2026-01-31T17:00:00Z");
        await service.AddCommitmentAsync("T-2", "PLAN", "one", null, "VN");
        clock.Set("2026-03-15T05:00:00Z");
        Assert.That(await TotalsAsync("from=2025-12-01"), Is.EqualTo("2025-12-31:0 2026-01-31:1 2026-02-28:2 2026-03-15:2"));
    }

    [Test]
    public async Task The_past_stays_whatever_happens_later()
    {
        var said = new List<string>();
        await service.AddCommitmentAsync("T-1", "PLAN", "one", null, "VN");
        await service.AddCommitmentAsync("T-2", "OTHER", "two", null, "VN", "TH");
        foreach (
            var (now, what) in new (string, Func<Task>)[]
            {
                ("2026-02-01T02:00:00Z", () => ReportAsync("T-1", "completed")),
                ("2026-03-02T02:00:00Z", () => PatchAsync("T-1", new { publication = "draft" })),
                ("2026-04-03T02:00:00Z", () => PatchAsync("T-2", new { theme = "one", instrument = "PLAN" })),
                ("2026-05-04T02:00:00Z", () => service.Admin.SendAsync(HttpMethod.Delete, "/commitments/T-2/assignments/VN", tag: "*")),
                ("2026-06-05T02:00:00Z", () => PatchAsync("T-1", new { publication = "published", kind = "commitment" })),
                ("2026-07-06T02:00:00Z", () => service.Admin.SendAsync(HttpMethod.Delete, "/commitments/T-2", tag: "*")),
                ("2026-08-07T02:00:00Z", () => PatchAsync("T-1", new { kind = "proposal" })),
            }
        )
        {
            said.Add(await LastAsync());
            clock.Set(now);
            await what();
        }

        said.Add(await LastAsync());
        var points = await PointsAsync("from=2026-01-01");
        Assert.That(points.Select(Counts), Is.EqualTo(said));
        Assert.That(await TotalsAsync("from=2026-01-01&theme=two"), Does.StartWith("2026-01-31:1 2026-02-28:1 2026-03-31:1 2026-04-30:0"));
        Assert.That(
            await TotalsAsync("from=2026-02-01&memberState=VN"),
            Does.StartWith("2026-02-28:2 2026-03-31:1 2026-04-30:1 2026-05-31:0")
        );
        Assert.That(await TotalsAsync("from=2026-03-01&instrument=OTHER"), Does.StartWith("2026-03-31:1 2026-04-30:0"));
        Assert.That(await TotalsAsync("interval=quarter&from=2026-01-01"), Is.EqualTo("2026-03-31:1 2026-06-30:2 2026-08-07:0"));
    }

    [Test]
    public async Task Unless_said_it_is_the_last_twelve_months_up_to_today()
    {
        var timeline = await service.Public.GetJsonAsync("/summary/timeline");
        var days = timeline["points"]!.AsArray().Select(point => (string?)point!["on"]).ToList();
        Assert.That(days, Has.Count.EqualTo(12));
        Assert.That((days[0], days[^2], days[^1]), Is.EqualTo(("2025-02-28", "2025-12-31", "2026-01-10")));
        Assert.That((string?)timeline["asOf"], Is.EqualTo("2026-01-10"));
    }

    [TestCase("from=2026-01-11", "from")]
    [TestCase("from=2026-01-05&to=2026-01-04", "from")]
    [TestCase("to=2026-01-11", "to")]
    [TestCase("from=2016-01-31", "from")]
    [TestCase("from=1896-01-01&interval=year", "from")]
    [TestCase("from=0001-01-01", "from")]
    [TestCase("from=yesterday", "from")]
    [TestCase("interval=week", "interval")]
    [TestCase("memberState=", "memberState")]
    public async Task A_wrong_parameter_is_named(string query, string name)
    {
        var answer = await service.Public.SendAsync(HttpMethod.Get, $"/summary/timeline?{query}");
        var problem = await answer.ProblemAsync(400, "invalid_parameter");
        Assert.That(problem["errors"]!.AsObject().Select(error => error.Key), Is.EqualTo([name]));
    }

    [TestCase("from=2016-02-01", 120)]
    [TestCase("from=1967-01-01&interval=year", 60)]
    [TestCase("to=1967-01-01", 1)]
    [TestCase("to=2025-12-05&interval=year", 1)]
    public async Task The_ends_of_what_is_allowed_are_answered(string query, int points) =>
        Assert.That(await PointsAsync(query), Has.Count.EqualTo(points));

    private Task ReportAsync(string code, string status) =>
        service.PostAsync(
            $"/commitments/{code}/progress-updates",
            new
            {
                party = "VN",
                asOf = "2026-01-01",
                status,
                nilReturn = true,
            }
        );

    private Task<HttpResponseMessage> PatchAsync(string code, object body) =>
        service.Admin.SendJsonAsync(HttpMethod.Patch, $"/commitments/{code}", body, "*");

    /// <summary>Today's counts, after they were held against the summary.</summary>
    private async Task<string> LastAsync()
    {
        var last = (await PointsAsync("from=2026-01-01"))[^1];
        var groups = (await service.Public.GetJsonAsync("/summary?groupBy=theme"))["groups"]!.AsArray();
        foreach (var (status, count) in last["byStatus"]!.AsObject())
        {
            Assert.That((long)count!, Is.EqualTo(groups.Sum(group => (long)group!["byStatus"]![status]!)), status);
        }

        return Counts(last);
    }

    private async Task<string> TotalsAsync(string query) =>
        string.Join(' ', (await PointsAsync(query)).Select(point => $"{point["on"]}:{point["total"]}"));

    private async Task<List<JsonNode>> PointsAsync(string query) =>
        [.. (await service.Public.GetJsonAsync($"/summary/timeline?{query}"))["points"]!.AsArray().OfType<JsonNode>()];

    private static string Counts(JsonNode point) => $"{point["total"]} {point["byStatus"]!.ToJsonString()} {point["completionRate"]}";
}
