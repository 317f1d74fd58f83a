using System.Text.Json.Nodes;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Features.ProgressUpdates;

internal sealed class ReportProgressTests
{
    private const string Path = "/commitments/HND-10/progress-updates";

    private TestService service;

    [SetUp]
    public void Start() => service = TestService.Start();

    [TearDown]
    public void Stop() => service.Dispose();

    [Test]
    public async Task A_late_older_update_does_not_move_a_status_back()
    {
        await ReportAsync("2026-10-01", "completed");
        await ReportAsync("2026-06-01", "not_started");
        var assignment = await AssignmentAsync();
        Assert.That((string?)assignment["status"], Is.EqualTo("completed"));
        Assert.That((string?)assignment["lastReportedOn"], Is.EqualTo("2026-10-01"));
        Assert.That((string?)assignment["completedOn"], Is.EqualTo("2026-10-01"));
    }

    [Test]
    public async Task Of_two_with_one_date_the_one_recorded_last_counts()
    {
        await ReportAsync("2026-10-01", "in_progress");
        await ReportAsync("2026-10-01", "on_hold");
        Assert.That((string?)(await AssignmentAsync())["status"], Is.EqualTo("on_hold"));
    }

    [Test]
    public async Task A_verified_update_moves_the_version_even_where_it_changes_no_figure()
    {
        await ReportAsync("2026-10-01", "in_progress");
        var before = (long)(await service.Public.GetJsonAsync("/commitments/HND-10"))["version"]!;
        await ReportAsync("2026-05-01", "in_progress");
        Assert.That((long)(await service.Public.GetJsonAsync("/commitments/HND-10"))["version"]!, Is.EqualTo(before + 1));
    }

    [Test]
    public async Task What_the_secretariat_enters_is_verified_and_says_that_it_is_on_behalf()
    {
        var update = await ReportAsync("2026-10-01", "in_progress");
        Assert.That((string?)update["review"], Is.EqualTo("verified"));
        Assert.That((bool)update["onBehalf"]!, Is.True);
        var seen = (await service.Public.GetJsonAsync(Path))["items"]![0]!.AsObject();
        Assert.That((string?)seen["narrative"], Is.EqualTo("What was done."));
        Assert.That(seen.ContainsKey("recordedBy"), Is.False, "the public reads no names");
    }

    [Test]
    public async Task A_party_without_an_assignment_is_refused()
    {
        var answer = await PostAsync(
            new
            {
                party = "WG-AI",
                asOf = "2026-10-01",
                status = "in_progress",
                nilReturn = true,
            }
        );
        var problem = await answer.ProblemAsync(422, "no_assignment");
        Assert.That(problem["errors"]!["party"], Is.Not.Null);
    }

    [Test]
    public async Task A_day_ahead_is_refused_with_today_and_the_zone_that_it_is_today_in()
    {
        const string Ahead = "must not be after today, 2026-11-21 in Asia/Jakarta";
        var report = await PostAsync("""{"party":"VN","asOf":"2026-11-22","status":"in_progress","nilReturn":true}""");
        Assert.That((string?)(await report.ProblemAsync(400, "validation_failed"))["errors"]!["asOf"]![0], Is.EqualTo(Ahead));
        var timeline = await service.Public.SendAsync(HttpMethod.Get, "/summary/timeline?to=2026-11-22");
        Assert.That((string?)(await timeline.ProblemAsync(400, "invalid_parameter"))["errors"]!["to"]![0], Is.EqualTo(Ahead));
        var sheet = "commitment,party,asOf,status,nilReturn\r\nHND-10,VN,2026-11-22,in_progress,true\r\n";
        using var import = await service.Admin.ImportAsync("of=progressUpdates", sheet);
        var problem = await import.ProblemAsync(422, "import_rejected");
        Assert.That((string?)problem["rowErrors"]![0]!["message"], Is.EqualTo(Ahead));
    }

    [TestCase(
        """{"party":"VN","asOf":"2026-11-22","status":"in_progress","nilReturn":true}""",
        "asOf",
        TestName = "A day after today is refused"
    )]
    [TestCase(
        """{"party":"VN","asOf":"2026-10-01","status":"in_progress"}""",
        "narrative",
        TestName = "Without a narrative it must be a nil return"
    )]
    [TestCase(
        """{"party":"VN","asOf":"2026-10-01","status":"in_progress","nilReturn":true,"health":"at_risk"}""",
        "healthReason",
        TestName = "At risk needs a reason"
    )]
    [TestCase(
        """{"party":"VN","asOf":"2026-10-01","status":"in_progress","nilReturn":true,"percent":101}""",
        "percent",
        TestName = "More than a hundred percent is refused"
    )]
    [TestCase(
        """{"party":"VN","asOf":"2026-10-01","status":"completed","nilReturn":true,"percent":50}""",
        "percent",
        TestName = "Completed by half is refused"
    )]
    [TestCase(
        """{"party":"VN","asOf":"2026-10-01","status":"not_started","nilReturn":true,"percent":100}""",
        "percent",
        TestName = "Not started and all done is refused"
    )]
    [TestCase(
        """{"party":"VN","asOf":"2026-10-01","status":"not_reported","nilReturn":true}""",
        "status",
        TestName = "Not reported cannot be reported"
    )]
    [TestCase(
        """{"party":"VN","asOf":"2026-02-30","status":"in_progress","nilReturn":true}""",
        "asOf",
        TestName = "A day that there is not is refused"
    )]
    [TestCase(
        """{"party":"VN","asOf":"2026-10-01","status":"in_progress","nilReturn":true,"evidence":[{"title":"x","url":"ftp://x"}]}""",
        "evidence[0].url",
        TestName = "Evidence is on the web"
    )]
    public async Task What_is_wrong_is_named(string body, string field)
    {
        var problem = await (await PostAsync(body)).ProblemAsync(400, "validation_failed");
        Assert.That(problem["errors"]!.AsObject().Select(error => error.Key), Is.EqualTo([field]));
    }

    private async Task<JsonNode> ReportAsync(string asOf, string status)
    {
        var answer = await PostAsync(
            new
            {
                party = "VN",
                asOf,
                status,
                narrative = "What was done.",
            }
        );
        Assert.That((int)answer.StatusCode, Is.EqualTo(201), await answer.Content.ReadAsStringAsync());
        return await answer.JsonAsync();
    }

    private Task<HttpResponseMessage> PostAsync(object body) => service.Admin.SendJsonAsync(HttpMethod.Post, Path, body);

    private async Task<JsonNode> AssignmentAsync()
    {
        var commitment = await service.Public.GetJsonAsync("/commitments/HND-10");
        return commitment["assignments"]!.AsArray().Single(each => (string?)each!["party"] == "VN")!;
    }
}
