using System.Net;
using System.Text.Json.Nodes;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Features.Commitments.Milestones;

internal sealed class ChangeMilestoneTests
{
    private Stage stage = null!;
    private string code = null!;

    private string Commitment => $"/commitments/{code}";

    private string Path => $"{Commitment}/milestones/1";

    [OneTimeSetUp]
    public async Task StartAsync() => stage = await Stage.StartAsync("RateLimits:Enabled=false");

    /// <summary>A milestone of one party.</summary>
    [SetUp]
    public async Task AddMilestoneAsync()
    {
        code = await stage.CommitmentAsync();
        await stage.MilestoneAsync(code, Bodies.Milestone().With(("party", Some.MemberState)));
    }

    [OneTimeTearDown]
    public void Stop() => stage.Dispose();

    [TestCase("""{"title": "Renamed"}""", """{"title": "Renamed"}""")]
    [TestCase("""{"dueOn": "2027-12-24"}""", """{"dueOn": "2027-12-24", "daysLeft": 398}""")]
    [TestCase("""{"precision": "year"}""", """{"precision": "year", "dueOn": "2027-12-31", "daysLeft": 405}""")]
    [TestCase("""{"party": null}""", """{"party": null}""")]
    [TestCase("""{"party": "WG-SOME"}""", """{"party": "WG-SOME"}""")]
    [TestCase("""{"reachedOn": "2026-11-20"}""", """{"reachedOn": "2026-11-20", "state": "met"}""")]
    [TestCase("""{"dueOn": "2026-11-20"}""", """{"dueOn": "2026-11-20", "state": "overdue", "daysLeft": -1}""")]
    public async Task A_member_that_is_sent_changes_and_what_follows_from_it(string body, string changed)
    {
        var expected = (await stage.Public.GetJsonAsync(Path)).AsObject();
        foreach (var (member, value) in JsonNode.Parse(changed)!.AsObject())
        {
            expected[member] = value?.DeepClone();
        }

        var answer = await PatchAsync(body);
        Assert.That((await answer.JsonAsync()).ToJsonString(), Is.EqualTo(expected.ToJsonString()));
        Assert.That((await stage.Public.GetJsonAsync(Path)).ToJsonString(), Is.EqualTo(expected.ToJsonString()));
        Assert.That(answer.Headers.ETag!.ToString(), Does.StartWith("\"3"));
        Assert.That((long?)(await stage.Public.GetJsonAsync(Commitment))["version"], Is.EqualTo(3));
    }

    [Test]
    public async Task What_was_reached_by_mistake_is_due_again()
    {
        var before = (await stage.Public.GetJsonAsync(Path)).ToJsonString();
        await PatchAsync("""{"reachedOn": "2026-11-20"}""");
        var answer = await PatchAsync("""{"reachedOn": null}""");
        Assert.That((await answer.JsonAsync()).ToJsonString(), Is.EqualTo(before));
    }

    [Test]
    public async Task The_history_holds_the_milestone_before_and_after()
    {
        await PatchAsync("""{"title": "Renamed"}""");
        var entry = (await stage.Secretariat.ItemsAsync($"{Commitment}/history"))[0];
        Assert.That($"{entry["version"]} {entry["type"]} {entry["actor"]}", Is.EqualTo("3 milestone_changed Key of a secretariat"));
        var field = entry["fields"]!.AsArray().Single()!;
        Assert.That(
            $"{field["field"]} {field["before"]!["title"]} {field["after"]!["title"]}",
            Is.EqualTo("milestones/1 A milestone Renamed")
        );
        Assert.That($"{field["before"]!["dueOn"]} {field["after"]!["dueOn"]}", Is.EqualTo("2027-03-31 2027-03-31"));
        Assert.That((await stage.Public.FeedAsync(code))[^1], Is.EqualTo("v3 milestone_changed"));
    }

    [TestCase("{}")]
    [TestCase("""{"title": "A milestone", "reachedOn": null}""")]
    public async Task A_change_of_nothing_moves_nothing(string body)
    {
        var tag = await stage.Secretariat.TagAsync(Path);
        var answer = await PatchAsync(body);
        Assert.That(answer.Headers.ETag!.ToString(), Is.EqualTo(tag));
        Assert.That(await stage.Secretariat.HistoryAsync(code), Has.Count.EqualTo(2));
    }

    [TestCase("""{"title": null}""", 400, "validation_failed", "title")]
    [TestCase("""{"title": " "}""", 400, "validation_failed", "title")]
    [TestCase("""{"dueOn": null}""", 400, "validation_failed", "dueOn")]
    [TestCase("""{"dueOn": "2027-02-29"}""", 400, "validation_failed", "dueOn")]
    [TestCase("""{"precision": null}""", 400, "validation_failed", "precision")]
    [TestCase("""{"number": 2}""", 400, "validation_failed", "number")]
    [TestCase("""{"state": "met"}""", 400, "validation_failed", "state")]
    [TestCase("""{"party": "NONE-1"}""", 422, "unknown_reference", "milestones.party")]
    public async Task A_value_that_a_member_cannot_have_is_refused_by_name(string body, int status, string error, string member)
    {
        var before = (await stage.Public.GetJsonAsync(Path)).ToJsonString();
        var problem = await (await SendAsync(Path, body, "*")).ProblemAsync(status, error);
        Assert.That(problem["errors"]!.AsObject().Select(each => each.Key), Is.EqualTo([member]));
        Assert.That((await stage.Public.GetJsonAsync(Path)).ToJsonString(), Is.EqualTo(before));
    }

    [Test]
    public async Task Without_a_tag_or_with_an_old_one_it_stays()
    {
        const string Body = """{"title": "Ours"}""";
        var tag = await stage.Secretariat.TagAsync(Path);
        Assert.That(
            (long?)(await (await SendAsync(Path, Body, null)).ProblemAsync(428, "version_required"))["currentVersion"],
            Is.EqualTo(2)
        );
        await stage.ChangeAsync(HttpMethod.Patch, Commitment, new JsonObject { ["title"] = "New" });
        Assert.That((long?)(await (await SendAsync(Path, Body, tag)).ProblemAsync(412, "version_stale"))["currentVersion"], Is.EqualTo(3));
        Assert.That((string?)(await stage.Public.GetJsonAsync(Path))["title"], Is.EqualTo("A milestone"));
        var missing = await (await SendAsync($"{Commitment}/milestones/2", Body, "*")).ProblemAsync(404, "not_found");
        Assert.That((string?)missing["detail"], Is.EqualTo($"Commitment {code} has no milestone 2."));
        await (await SendAsync("/commitments/NONE-1/milestones/1", Body, "*")).ProblemAsync(404, "not_found");
    }

    private async Task<HttpResponseMessage> PatchAsync(string body)
    {
        var answer = await SendAsync(Path, body, await stage.Secretariat.TagAsync(Path));
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK), await answer.Content.ReadAsStringAsync());
        return answer;
    }

    private Task<HttpResponseMessage> SendAsync(string path, string body, string? tag) =>
        stage.Secretariat.SendJsonAsync(HttpMethod.Patch, path, body, tag);
}
