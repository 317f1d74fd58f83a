using System.Net;
using System.Text.Json.Nodes;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Features.Commitments.Deadlines;

internal sealed class PutDeadlineTests
{
    private const string By = "by Key of a secretariat";

    private Stage stage = null!;
    private string code = null!;

    private string Path => $"/commitments/{code}";

    [OneTimeSetUp]
    public async Task StartAsync() => stage = await Stage.StartAsync("RateLimits:Enabled=false");

    [SetUp]
    public async Task AddCommitmentAsync() => code = await stage.CommitmentAsync();

    [OneTimeTearDown]
    public void Stop() => stage.Dispose();

    [TestCase("2026-12-01", "day", "2026-12-01", "due_soon", 10)]
    [TestCase("2026-11-21", "day", "2026-11-21", "due_soon", 0)]
    [TestCase("2026-11-20", "day", "2026-11-20", "overdue", -1)]
    [TestCase("2028-02-03", "month", "2028-02-29", "upcoming", 465)]
    [TestCase("2027-05-01", "quarter", "2027-06-30", "upcoming", 221)]
    [TestCase("2026-01-01", "year", "2026-12-31", "upcoming", 40)]
    public async Task A_due_date_is_answered_as_the_last_day_of_its_period_with_how_it_stands(
        string dueOn,
        string precision,
        string kept,
        string state,
        int daysLeft
    )
    {
        var before = (await stage.Public.GetJsonAsync(Path)).AsObject();
        var answer = await PutAsync(Body(dueOn, precision, "decided", "ADGMIN-7"));
        var after = (await answer.JsonAsync()).AsObject();
        before["deadline"] = new JsonObject
        {
            ["dueOn"] = kept,
            ["precision"] = precision,
            ["basis"] = "decided",
            ["state"] = state,
            ["daysLeft"] = daysLeft,
            ["source"] = "ADGMIN-7",
        };
        before["version"] = 2;
        before["updatedAt"] = after["updatedAt"]!.DeepClone();
        foreach (var assignment in before["assignments"]!.AsArray())
        {
            assignment!["deadlineState"] = state;
        }

        Assert.That(after.ToJsonString(), Is.EqualTo(before.ToJsonString()));
        Assert.That((await stage.Public.GetJsonAsync(Path)).ToJsonString(), Is.EqualTo(after.ToJsonString()));
        Assert.That(answer.Headers.ETag!.ToString(), Is.EqualTo(await stage.Secretariat.TagAsync(Path)));
    }

    [Test]
    public async Task The_history_tells_both_values_and_the_reason()
    {
        await PutAsync(Body("2028-06-01", "month", "decided", null));
        const string Before = """{"dueOn":"2027-06-30","precision":"day","basis":"stated","source":"A source"}""";
        const string After = """{"dueOn":"2028-06-30","precision":"month","basis":"decided","source":null}""";
        var entry = (await stage.Secretariat.ItemsAsync($"{Path}/history"))[0];
        Assert.That($"{entry["version"]} {entry["type"]} {entry["reason"]}", Is.EqualTo("2 deadline_changed The ministers said so"));
        var field = entry["fields"]!.AsArray().Single()!;
        Assert.That((string?)field["field"], Is.EqualTo("deadline"));
        Assert.That(JsonNode.DeepEquals(field["before"], JsonNode.Parse(Before)), field.ToJsonString());
        Assert.That(JsonNode.DeepEquals(field["after"], JsonNode.Parse(After)), field.ToJsonString());
        Assert.That(await stage.Public.FeedAsync(code), Is.EqualTo(["v1 commitment_created", "v2 deadline_changed"]));
    }

    [Test]
    public async Task A_deadline_that_is_called_off_is_due_nowhere_any_more()
    {
        var answer = await PutAsync(Body(null, null, "none", null));
        Assert.That(
            (await answer.JsonAsync())["deadline"]!.ToJsonString(),
            Is.EqualTo("""{"dueOn":null,"precision":null,"basis":"none","state":"no_deadline","daysLeft":null,"source":null}""")
        );
        var due = await stage.Public.ItemsAsync("/deadlines");
        Assert.That(due.Select(item => (string?)item["code"]), Has.None.EqualTo(code));
        Assert.That(
            (await stage.Secretariat.HistoryAsync(code))[0],
            Does.StartWith($"v2 deadline_changed {By}").And.EndsWith("to nothing")
        );
    }

    [Test]
    public async Task The_same_deadline_again_moves_nothing_whatever_the_reason()
    {
        var tag = await stage.Secretariat.TagAsync(Path);
        var answer = await PutAsync(Body("2027-06-30", "day", "stated", "A source"));
        Assert.That(answer.Headers.ETag!.ToString(), Is.EqualTo(tag));
        Assert.That(await stage.Secretariat.HistoryAsync(code), Has.Count.EqualTo(1));
    }

    [TestCase("""{"dueOn": "2028-01-01", "precision": "day", "basis": "decided"}""", "reason")]
    [TestCase("""{"dueOn": "2028-01-01", "precision": "day", "basis": "decided", "reason": " "}""", "reason")]
    [TestCase("""{"dueOn": "2028-01-01", "precision": "day", "reason": "Why"}""", "basis")]
    [TestCase("""{"dueOn": "2028-01-01", "precision": "day", "basis": "none", "reason": "Why"}""", "dueOn")]
    [TestCase("""{"basis": "decided", "reason": "Why"}""", "dueOn")]
    [TestCase("""{"dueOn": "2028-01-01", "basis": "decided", "reason": "Why"}""", "precision")]
    [TestCase("""{"precision": "day", "basis": "none", "reason": "Why"}""", "precision")]
    [TestCase("""{"dueOn": "2027-02-29", "precision": "day", "basis": "decided", "reason": "Why"}""", "dueOn")]
    [TestCase("""{"dueOn": "01.03.2027", "precision": "day", "basis": "decided", "reason": "Why"}""", "dueOn")]
    [TestCase("""{"dueOn": "2028-01-01", "precision": "week", "basis": "decided", "reason": "Why"}""", "precision")]
    [TestCase("""{"dueOn": "2028-01-01", "precision": "day", "basis": "decided", "reason": "Why", "state": "met"}""", "state")]
    public async Task What_makes_no_deadline_is_refused_by_name(string body, string member)
    {
        var before = await stage.Secretariat.GetJsonAsync(Path);
        var problem = await (await SendAsync(body, "*")).ProblemAsync(400, "validation_failed");
        Assert.That(problem["errors"]!.AsObject().Select(error => error.Key), Is.EqualTo([member]));
        Assert.That((await stage.Secretariat.GetJsonAsync(Path)).ToJsonString(), Is.EqualTo(before.ToJsonString()));
    }

    [Test]
    public async Task Without_a_tag_or_with_an_old_one_the_deadline_stays()
    {
        var tag = await stage.Secretariat.TagAsync(Path);
        var body = Body("2028-01-01", "day", "decided", null);
        Assert.That((long?)(await (await SendAsync(body, null)).ProblemAsync(428, "version_required"))["currentVersion"], Is.EqualTo(1));
        await stage.ChangeAsync(HttpMethod.Patch, Path, new JsonObject { ["title"] = "New" });
        Assert.That((long?)(await (await SendAsync(body, tag)).ProblemAsync(412, "version_stale"))["currentVersion"], Is.EqualTo(2));
        Assert.That((string?)(await stage.Public.GetJsonAsync(Path))["deadline"]!["dueOn"], Is.EqualTo("2027-06-30"));
        code = "NONE-1";
        await (await SendAsync(body, "*")).ProblemAsync(404, "not_found");
    }

    private async Task<HttpResponseMessage> PutAsync(object body)
    {
        var answer = await SendAsync(body, await stage.Secretariat.TagAsync(Path));
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK), await answer.Content.ReadAsStringAsync());
        return answer;
    }

    private Task<HttpResponseMessage> SendAsync(object body, string? tag) =>
        stage.Secretariat.SendJsonAsync(HttpMethod.Put, $"{Path}/deadline", body, tag);

    private static object Body(string? dueOn, string? precision, string basis, string? source) =>
        new
        {
            dueOn,
            precision,
            basis,
            source,
            reason = "The ministers said so",
        };
}
