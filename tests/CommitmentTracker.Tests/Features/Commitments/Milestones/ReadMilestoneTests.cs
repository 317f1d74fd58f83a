using System.Text.Json.Nodes;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Features.Commitments.Milestones;

internal sealed class ReadMilestoneTests
{
    private Stage stage = null!;
    private string code = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => stage = await Stage.StartAsync("RateLimits:Enabled=false");

    [SetUp]
    public async Task AddCommitmentAsync() => code = await stage.CommitmentAsync();

    [OneTimeTearDown]
    public void Stop() => stage.Dispose();

    [TestCase("2027-02-28", "upcoming", 31)]
    [TestCase("2027-03-01", "due_soon", 30)]
    [TestCase("2027-03-31", "due_soon", 0)]
    [TestCase("2027-04-01", "overdue", -1)]
    public async Task It_stands_as_on_the_day_that_is_asked_for(string asOf, string state, int daysLeft)
    {
        await stage.MilestoneAsync(code);
        var read = await stage.Public.GetJsonAsync($"/commitments/{code}/milestones/1?asOf={asOf}");
        Assert.That(
            read.ToJsonString(),
            Is.EqualTo(
                $$"""{"number":1,"title":"A milestone","dueOn":"2027-03-31","precision":"day","party":null,"reachedOn":null,"state":"{{state}}","daysLeft":{{daysLeft}}}"""
            )
        );
    }

    [TestCase("2027-03-31", "met")]
    [TestCase("2027-04-01", "met_late")]
    public async Task One_that_was_reached_is_met_or_not_by_that_day(string reachedOn, string state)
    {
        await stage.MilestoneAsync(code, Bodies.Milestone().With(("reachedOn", reachedOn)));
        var read = await stage.Public.GetJsonAsync($"/commitments/{code}/milestones/1?asOf=2028-01-01");
        Assert.That($"{read["reachedOn"]} {read["state"]}", Is.EqualTo($"{reachedOn} {state}"));
    }

    [Test]
    public async Task Of_a_superseded_commitment_what_was_not_reached_is_closed()
    {
        var successor = await stage.CommitmentAsync();
        await stage.MilestoneAsync(code);
        await stage.MilestoneAsync(code, Bodies.Milestone().With(("reachedOn", "2026-10-01")));
        await stage.ChangeAsync(HttpMethod.Patch, $"/commitments/{code}", new JsonObject { ["supersededBy"] = successor });
        Assert.That(await StateAsync(1), Is.EqualTo("closed"));
        Assert.That(await StateAsync(2), Is.EqualTo("met"));
    }

    [Test]
    public async Task Its_tag_is_the_commitments_version_and_moves_with_it()
    {
        await stage.MilestoneAsync(code);
        var path = $"/commitments/{code}/milestones/1";
        Assert.That(await stage.Public.TagAsync(path), Does.StartWith("\"2"));
        await stage.ChangeAsync(HttpMethod.Patch, $"/commitments/{code}", new JsonObject { ["title"] = "New" });
        Assert.That(await stage.Public.TagAsync(path), Does.StartWith("\"3"));
    }

    [TestCase("1")]
    [TestCase("0")]
    [TestCase("-1")]
    [TestCase("99999999999999999999")]
    [TestCase("one")]
    public async Task A_number_that_there_is_not_is_not_found(string number)
    {
        var answer = await stage.Public.SendAsync(HttpMethod.Get, $"/commitments/{code}/milestones/{number}");
        await answer.ProblemAsync(404, "not_found");
    }

    private async Task<string?> StateAsync(int number) =>
        (string?)(await stage.Public.GetJsonAsync($"/commitments/{code}/milestones/{number}?asOf=2030-01-01"))["state"];
}
