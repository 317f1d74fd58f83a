using System.Net;
using System.Text.Json.Nodes;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Features.Rounds.Comparison;

internal sealed class CompareRoundsTests
{
    private const string Path = "/rounds/AFTER/comparison?with=BEFORE";

    private readonly TestService service = TestService.Start(settings: TestService.WithoutReferenceData);

    private JsonNode comparison;

    [OneTimeSetUp]
    public async Task CloseTwoRoundsAsync()
    {
        Array.ForEach(["VN", "TH", "SG"], code => service.AddMemberState(code));
        service.AddTheme("some_theme");
        await service.AddInstrumentAsync("PLAN-A");
        await service.AddCommitmentAsync("MOVES", "PLAN-A", "some_theme", "2026-12-31", "VN", "TH");
        await service.AddCommitmentAsync("STAYS", "PLAN-A", "some_theme", null, "VN");
        await service.AddCommitmentAsync("GOES", "PLAN-A", "some_theme", null, "VN");
        await service.ReportAsync("MOVES", "VN", "2026-02-01");
        await service.OpenRoundAsync("BEFORE", "2026-01-01", "2026-06-30", "PLAN-A");
        await service.OpenRoundAsync("AFTER", "2026-07-01", "2026-12-31", "PLAN-A");
        await service.CloseRoundAsync("BEFORE");
        await (await service.Public.SendAsync(HttpMethod.Get, Path)).ProblemAsync(409, "round_not_closed");
        await MoveAsync();
        await service.CloseRoundAsync("AFTER");
        comparison = await service.Public.GetJsonAsync(Path);
    }

    [OneTimeTearDown]
    public void Stop() => service.Dispose();

    [Test]
    public void It_says_which_two_it_compares()
    {
        Assert.That(((string?)comparison["before"]!["code"], (string?)comparison["after"]!["code"]), Is.EqualTo(("BEFORE", "AFTER")));
        Assert.That((string?)comparison["before"]!["period"]!["to"], Is.EqualTo("2026-06-30"));
    }

    [Test]
    public void Commitments_that_came_went_and_stayed_are_told_apart()
    {
        Assert.That(Codes("added"), Is.EqualTo(["COMES"]));
        Assert.That(Codes("gone"), Is.EqualTo(["GOES"]));
        Assert.That(Codes("moved"), Is.EqualTo(["MOVES"]));
        Assert.That((long?)comparison["unmoved"], Is.EqualTo(1));
    }

    [Test]
    public void Of_a_commitment_that_moved_it_says_how_it_and_its_parties_stood_before_and_after()
    {
        var moved = comparison["moved"]![0]!;
        Assert.That(Standing(moved["before"]), Is.EqualTo("in_progress//upcoming"));
        Assert.That(Standing(moved["after"]), Is.EqualTo("in_progress/at_risk/due_soon"));
        var parties = moved["parties"]!.AsArray().Select(each => $"{each!["party"]} {Standing(each["before"])} {Standing(each["after"])}");
        Assert.That(
            parties,
            Is.EqualTo([
                "SG - not_reported//due_soon",
                "TH not_reported//upcoming -",
                "VN in_progress//upcoming in_progress/at_risk/due_soon",
            ])
        );
    }

    [Test]
    public void The_figures_changed_by_what_the_reports_differ()
    {
        var commitments = comparison["figures"]!["commitments"]!;
        Assert.That((long?)commitments["total"], Is.Zero);
        Assert.That((long?)commitments["byStatus"]!["completed"], Is.EqualTo(1));
        Assert.That((long?)commitments["byStatus"]!["not_reported"], Is.EqualTo(-1));
        Assert.That((decimal?)commitments["completionRateBefore"], Is.Zero);
        Assert.That((decimal?)commitments["completionRateAfter"], Is.EqualTo(0.3333m));
        var byMemberState = comparison["figures"]!["byMemberState"]!.AsArray();
        Assert.That(byMemberState.Select(each => $"{each!["key"]} {each["figures"]!["total"]}"), Is.EqualTo(["SG 2", "TH -1", "VN -1"]));
    }

    [Test]
    public async Task Compared_with_itself_nothing_moved()
    {
        var same = await service.Public.GetJsonAsync("/rounds/AFTER/comparison?with=AFTER");
        Assert.That((long?)same["unmoved"], Is.EqualTo(3));
        Assert.That(same["moved"]!.AsArray().Concat(same["added"]!.AsArray()).Concat(same["gone"]!.AsArray()), Is.Empty);
    }

    [TestCase("/rounds/AFTER/comparison?with=NONE", 404, "not_found")]
    [TestCase("/rounds/NONE/comparison?with=AFTER", 404, "not_found")]
    [TestCase("/rounds/AFTER/comparison", 400, "invalid_parameter")]
    [TestCase("/rounds/AFTER/comparison?with=", 400, "invalid_parameter")]
    [TestCase("/rounds/AFTER/comparison?with=A,B", 400, "invalid_parameter")]
    [TestCase("/rounds/AFTER/comparison?with=BEFORE&and=AFTER", 400, "unknown_parameter")]
    public async Task What_cannot_be_compared_is_refused(string path, int status, string code) =>
        await (await service.Public.SendAsync(HttpMethod.Get, path)).ProblemAsync(status, code);

    private async Task MoveAsync()
    {
        // Within thirty days of the due date: a deadline state moves by itself.
        service.Clock.Set("2026-12-10T05:00:00Z");
        await service.PostAsync("/commitments/MOVES/progress-updates", Update("VN", "in_progress", "at_risk"));
        await SendAsync(HttpMethod.Delete, "/commitments/MOVES/assignments/TH", null);
        await SendAsync(HttpMethod.Put, "/commitments/MOVES/assignments/SG", new { role = "lead", basis = "stated" });
        await SendAsync(HttpMethod.Delete, "/commitments/GOES", null);
        await service.AddCommitmentAsync("COMES", "PLAN-A", "some_theme", null, "SG");
        await service.PostAsync("/commitments/COMES/progress-updates", Update("SG", "completed", "on_track"));
    }

    private static object Update(string party, string status, string health) =>
        new
        {
            party,
            asOf = "2026-12-01",
            status,
            health,
            healthReason = "A reason",
            narrative = "Something",
        };

    private async Task SendAsync(HttpMethod method, string path, object? body)
    {
        var answer = body is null
            ? await service.Admin.SendAsync(method, path, tag: "*")
            : await service.Admin.SendJsonAsync(method, path, body, "*");
        Assert.That((int)answer.StatusCode, Is.LessThan((int)HttpStatusCode.BadRequest), await answer.Content.ReadAsStringAsync());
    }

    private IEnumerable<string?> Codes(string member) => comparison[member]!.AsArray().Select(each => (string?)each!["code"]);

    private static string Standing(JsonNode? standing) =>
        standing is null ? "-" : $"{standing["status"]}/{standing["health"]}/{standing["deadlineState"]}";
}
