using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Features.Assignments;

/// <summary>Which days the filters of due dates take in.</summary>
internal sealed class AssignmentDaysTests
{
    private readonly TestService service = TestService.Start(settings: [TestService.WithoutReferenceData, "RateLimits:Enabled=false"]);

    [OneTimeSetUp]
    public async Task AddCommitmentsAsync()
    {
        service.AddMemberState("VN");
        service.AddTheme("some");
        await service.AddInstrumentAsync("PLAN");
        foreach (
            var (code, dueOn) in new[]
            {
                ("YESTERDAY", "2026-11-20"),
                ("TODAY", "2026-11-21"),
                ("DAY-30", "2026-12-21"),
                ("DAY-31", "2026-12-22"),
            }
        )
        {
            await service.AddCommitmentAsync(code, "PLAN", "some", dueOn, "VN");
        }

        await service.AddCommitmentAsync("NEVER", "PLAN", "some", null, "VN");
        await service.AddCommitmentAsync("LAST", "PLAN", "some", "2100-12-31", "VN");
        foreach (var (code, status) in new[] { ("OLD-DONE", "completed"), ("OLD-DROPPED", "cancelled"), ("OLD-OPEN", "in_progress") })
        {
            await service.AddCommitmentAsync(code, "PLAN", "some", "2026-12-01", "VN");
            await service.PostAsync(
                $"/commitments/{code}/progress-updates",
                new
                {
                    party = "VN",
                    asOf = "2025-01-01",
                    status,
                    narrative = "Long ago",
                }
            );
        }
    }

    [OneTimeTearDown]
    public void Stop() => service.Dispose();

    [TestCase("within=30d", "TODAY OLD-OPEN DAY-30")]
    [TestCase("within=31d", "TODAY OLD-OPEN DAY-30 DAY-31")]
    [TestCase("within=0d", "TODAY")]
    [TestCase("within=0030d&asOf=2026-11-20", "YESTERDAY TODAY OLD-OPEN")]
    [TestCase("within=9999d&asOf=2100-12-30", "LAST")]
    [TestCase("within=30d&from=2026-12-01", "OLD-OPEN DAY-30")]
    [TestCase("within=30d&to=2026-12-01", "TODAY OLD-OPEN")]
    [TestCase("within=30d&from=2026-01-01&to=2027-01-01", "TODAY OLD-OPEN DAY-30")]
    [TestCase("from=2026-12-21", "DAY-30 DAY-31 LAST")]
    [TestCase("to=2026-11-21", "YESTERDAY TODAY")]
    [TestCase("within=30d&state=met,closed", "")]
    [TestCase("within=30d&state=closed,due_soon&from=2026-11-22", "OLD-OPEN DAY-30")]
    [TestCase("freshness=stale", "OLD-OPEN")]
    [TestCase("freshness=current", "OLD-DONE OLD-DROPPED")]
    [TestCase("freshness=stale,current", "OLD-DONE OLD-DROPPED OLD-OPEN")]
    [TestCase("from=2026-11-22&to=2026-12-02", "OLD-DONE OLD-DROPPED OLD-OPEN")]
    [TestCase("state=no_deadline", "NEVER")]
    [TestCase("state=overdue", "YESTERDAY")]
    public async Task The_days_of_a_filter(string query, string codes)
    {
        var listed = await service.Public.ItemsAsync($"/assignments?{query}", limit: 1);
        Assert.That(string.Join(' ', listed.Select(row => (string?)row["code"])), Is.EqualTo(codes));
    }

    [TestCase("30")]
    [TestCase("d")]
    [TestCase("-1d")]
    [TestCase("10000d")]
    [TestCase("30d%0A")]
    [TestCase("٣d")]
    public async Task A_span_is_a_number_of_days_with_a_d(string within)
    {
        var answer = await service.Public.SendAsync(HttpMethod.Get, $"/assignments?within={within}");
        var problem = await answer.ProblemAsync(400, "invalid_parameter");
        Assert.That((string?)problem["errors"]!["within"]![0], Does.StartWith("must be a number of days"));
    }

    [Test]
    public async Task A_cursor_of_another_selection_is_refused()
    {
        var cursor = (string?)(await service.Public.GetJsonAsync("/assignments?limit=1"))["page"]!["next"];
        var answer = await service.Public.SendAsync(HttpMethod.Get, $"/assignments?limit=1&state=overdue&cursor={cursor}");
        await answer.ProblemAsync(400, "invalid_cursor");
    }
}
