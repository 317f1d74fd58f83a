using System.Net;
using System.Text.Json.Nodes;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Features.Commitments.Milestones;

internal sealed class DeleteMilestoneTests
{
    private Stage stage = null!;
    private string code = null!;

    private string Commitment => $"/commitments/{code}";

    [OneTimeSetUp]
    public async Task StartAsync() => stage = await Stage.StartAsync("RateLimits:Enabled=false");

    /// <summary>A commitment of two milestones.</summary>
    [SetUp]
    public async Task AddMilestonesAsync()
    {
        code = await stage.CommitmentAsync();
        await stage.MilestoneAsync(code, Bodies.Milestone("First"));
        await stage.MilestoneAsync(code, Bodies.Milestone("Second"));
    }

    [OneTimeTearDown]
    public void Stop() => stage.Dispose();

    [Test]
    public async Task It_is_answered_with_nothing_and_is_gone_while_the_others_stay()
    {
        var tag = await stage.Secretariat.TagAsync(Commitment);
        using var answer = await stage.Secretariat.SendAsync(HttpMethod.Delete, $"{Commitment}/milestones/1", tag: tag);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
        Assert.That(await answer.Content.ReadAsByteArrayAsync(), Is.Empty);
        await (await stage.Public.SendAsync(HttpMethod.Get, $"{Commitment}/milestones/1")).ProblemAsync(404, "not_found");
        var left = await stage.Public.GetJsonAsync($"{Commitment}/milestones");
        Assert.That(left["items"]!.AsArray().Select(each => $"{each!["number"]} {each["title"]}"), Is.EqualTo(["2 Second"]));
        Assert.That((long?)left["version"], Is.EqualTo(4));
        var due = await stage.Public.ItemsAsync("/deadlines");
        Assert.That(
            due.Where(item => (string?)item["code"] == code && item["number"] is not null).Select(item => (int?)item["number"]),
            Is.EqualTo([2])
        );
    }

    [Test]
    public async Task What_it_was_stays_in_the_history()
    {
        await stage.ChangeAsync(HttpMethod.Delete, $"{Commitment}/milestones/1", null);
        Assert.That(
            (await stage.Secretariat.HistoryAsync(code))[0],
            Does.StartWith("v4 milestone_deleted by Key of a secretariat: milestones/1 {")
                .And.Contain("\"title\":\"First\"")
                .And.EndsWith("} to nothing")
        );
        Assert.That((await stage.Public.FeedAsync(code))[^1], Is.EqualTo("v4 milestone_deleted"));
    }

    [Test]
    public async Task A_milestone_that_there_is_not_any_more_is_not_found()
    {
        await stage.ChangeAsync(HttpMethod.Delete, $"{Commitment}/milestones/1", null);
        var again = await stage.Secretariat.SendAsync(HttpMethod.Delete, $"{Commitment}/milestones/1", tag: "*");
        var problem = await again.ProblemAsync(404, "not_found");
        Assert.That((string?)problem["detail"], Is.EqualTo($"Commitment {code} has no milestone 1."));
        Assert.That((long?)(await stage.Public.GetJsonAsync(Commitment))["version"], Is.EqualTo(4));
    }

    [Test]
    public async Task Without_a_tag_or_with_an_old_one_it_stays()
    {
        var path = $"{Commitment}/milestones/1";
        var tag = await stage.Secretariat.TagAsync(Commitment);
        var missing = await (await stage.Secretariat.SendAsync(HttpMethod.Delete, path)).ProblemAsync(428, "version_required");
        Assert.That((long?)missing["currentVersion"], Is.EqualTo(3));
        await stage.ChangeAsync(HttpMethod.Patch, Commitment, new JsonObject { ["title"] = "New" });
        var stale = await (await stage.Secretariat.SendAsync(HttpMethod.Delete, path, tag: tag)).ProblemAsync(412, "version_stale");
        Assert.That((long?)stale["currentVersion"], Is.EqualTo(4));
        Assert.That((string?)(await stage.Public.GetJsonAsync(path))["title"], Is.EqualTo("First"));
        await (await stage.Secretariat.SendAsync(HttpMethod.Delete, "/commitments/NONE-1/milestones/1", tag: "*")).ProblemAsync(
            404,
            "not_found"
        );
    }
}
