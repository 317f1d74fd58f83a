using System.Net;
using System.Text.Json.Nodes;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Features.Commitments.Milestones;

internal sealed class CreateMilestoneTests
{
    private Stage stage = null!;
    private string code = null!;

    private string Path => $"/commitments/{code}";

    [OneTimeSetUp]
    public async Task StartAsync() => stage = await Stage.StartAsync("RateLimits:Enabled=false");

    [SetUp]
    public async Task AddCommitmentAsync() => code = await stage.CommitmentAsync();

    [OneTimeTearDown]
    public void Stop() => stage.Dispose();

    [Test]
    public async Task A_milestone_is_answered_with_its_number_its_place_and_how_it_stands()
    {
        var answer = await CreateAsync(
            Bodies.Milestone("Guidance published").With(("dueOn", "2027-05-01"), ("precision", "quarter"), ("party", Some.MemberState))
        );
        const string Expected = """
            {"number":1,"title":"Guidance published","dueOn":"2027-06-30","precision":"quarter","party":"ZZ","reachedOn":null,"state":"upcoming","daysLeft":221}
            """;
        var milestone = (await answer.JsonAsync()).ToJsonString();
        Assert.That(milestone, Is.EqualTo(Expected));
        Assert.That(answer.Headers.Location!.ToString(), Does.EndWith($"/api/v1{Path}/milestones/1"));
        Assert.That((await stage.Public.GetJsonAsync($"{Path}/milestones/1")).ToJsonString(), Is.EqualTo(milestone));
        Assert.That(answer.Headers.ETag!.ToString(), Does.StartWith("\"2"), "the tag is the commitment's");
        var changed = await stage.Secretariat.SendJsonAsync(
            HttpMethod.Patch,
            $"{Path}/milestones/1",
            new { title = "New" },
            answer.Headers.ETag.ToString()
        );
        Assert.That(changed.StatusCode, Is.EqualTo(HttpStatusCode.OK), "with the tag that was answered one can go on");
    }

    [Test]
    public async Task It_moves_the_version_of_the_commitment_and_stands_in_its_history()
    {
        await CreateAsync(Bodies.Milestone().With(("reachedOn", "2026-10-01")));
        Assert.That((long?)(await stage.Public.GetJsonAsync(Path))["version"], Is.EqualTo(2));
        Assert.That(
            (await stage.Secretariat.HistoryAsync(code))[0],
            Does.StartWith("v2 milestone_created by Key of a secretariat: milestones/1 nothing to {")
                .And.Contain("\"title\":\"A milestone\"")
                .And.Contain("\"dueOn\":\"2027-03-31\"")
                .And.Contain("\"reachedOn\":\"2026-10-01\"")
        );
        Assert.That(await stage.Public.FeedAsync(code), Is.EqualTo(["v1 commitment_created", "v2 milestone_created"]));
    }

    [Test]
    public async Task Numbers_go_up_and_that_of_a_deleted_one_is_never_given_again()
    {
        Assert.That(await stage.MilestoneAsync(code), Is.EqualTo(1));
        Assert.That(await stage.MilestoneAsync(code), Is.EqualTo(2));
        await stage.ChangeAsync(HttpMethod.Delete, $"{Path}/milestones/2", null);
        Assert.That(await stage.MilestoneAsync(code), Is.EqualTo(3));
        await (await stage.Public.SendAsync(HttpMethod.Get, $"{Path}/milestones/2")).ProblemAsync(404, "not_found");
    }

    [Test]
    public async Task A_commitment_has_at_most_200()
    {
        var milestones = Enumerable.Range(1, 200).Select(number => $"|Step {number}|2027-03-31|day||");
        var sheet =
            "code,title,kind,scope,instrument,theme,milestones\r\n"
            + $"FULL-1,Full,commitment,regional,{Some.Instrument},{Some.Theme},\"{string.Join('\n', milestones)}\"\r\n";
        await stage.Secretariat.ImportAsync("of=commitments", sheet).DoneAsync();
        code = "FULL-1";
        var problem = await (await SendAsync(Bodies.Milestone(), "*")).ProblemAsync(422, "rule_broken");
        Assert.That((string?)problem["detail"], Is.EqualTo("A commitment has at most 200 milestones."));
        Assert.That((await stage.Secretariat.GetJsonAsync($"{Path}/milestones"))["items"]!.AsArray(), Has.Count.EqualTo(200));
    }

    [TestCase("""{"dueOn": "2027-01-01", "precision": "day"}""", "title")]
    [TestCase("""{"title": "", "dueOn": "2027-01-01", "precision": "day"}""", "title")]
    [TestCase("""{"title": "A\nB", "dueOn": "2027-01-01", "precision": "day"}""", "title")]
    [TestCase("""{"title": "A", "precision": "day"}""", "dueOn")]
    [TestCase("""{"title": "A", "dueOn": "soon", "precision": "day"}""", "dueOn")]
    [TestCase("""{"title": "A", "dueOn": "2027-01-01"}""", "precision")]
    [TestCase("""{"title": "A", "dueOn": "2027-01-01", "precision": "week"}""", "precision")]
    [TestCase("""{"title": "A", "dueOn": "2027-01-01", "precision": "day", "reachedOn": "yes"}""", "reachedOn")]
    [TestCase("""{"title": "A", "dueOn": "2027-01-01", "precision": "day", "number": 7}""", "number")]
    public async Task What_makes_no_milestone_is_refused_by_name(string body, string member)
    {
        var problem = await (await SendAsync(body, "*")).ProblemAsync(400, "validation_failed");
        Assert.That(problem["errors"]!.AsObject().Select(error => error.Key), Is.EqualTo([member]));
        Assert.That((long?)(await stage.Public.GetJsonAsync(Path))["version"], Is.EqualTo(1));
    }

    [Test]
    public async Task A_party_that_does_not_exist_is_refused_by_name()
    {
        var problem = await (await SendAsync(Bodies.Milestone().With(("party", "NONE-1")), "*")).ProblemAsync(422, "unknown_reference");
        Assert.That(problem["errors"]!.ToJsonString(), Is.EqualTo("""{"milestones.party":["There is no party NONE-1."]}"""));
    }

    [Test]
    public async Task Without_a_tag_or_with_an_old_one_none_is_added()
    {
        var tag = await stage.Secretariat.TagAsync(Path);
        var missing = await (await SendAsync(Bodies.Milestone(), null)).ProblemAsync(428, "version_required");
        Assert.That((long?)missing["currentVersion"], Is.EqualTo(1));
        await stage.ChangeAsync(HttpMethod.Patch, Path, new JsonObject { ["title"] = "New" });
        var stale = await (await SendAsync(Bodies.Milestone(), tag)).ProblemAsync(412, "version_stale");
        Assert.That((long?)stale["currentVersion"], Is.EqualTo(2));
        Assert.That((await stage.Public.GetJsonAsync($"{Path}/milestones"))["items"]!.AsArray(), Is.Empty);
        code = "NONE-1";
        await (await SendAsync(Bodies.Milestone(), "*")).ProblemAsync(404, "not_found");
    }

    private async Task<HttpResponseMessage> CreateAsync(object body)
    {
        var answer = await SendAsync(body, await stage.Secretariat.TagAsync(Path));
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Created), await answer.Content.ReadAsStringAsync());
        return answer;
    }

    private Task<HttpResponseMessage> SendAsync(object body, string? tag) =>
        stage.Secretariat.SendJsonAsync(HttpMethod.Post, $"{Path}/milestones", body is JsonObject json ? json.ToJsonString() : body, tag);
}
