using System.Text.Json.Nodes;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Features.Commitments.Milestones;

internal sealed class ListMilestonesTests
{
    private Stage stage = null!;
    private string code = null!;

    private string Path => $"/commitments/{code}/milestones";

    [OneTimeSetUp]
    public async Task StartAsync() => stage = await Stage.StartAsync("RateLimits:Enabled=false");

    [SetUp]
    public async Task AddCommitmentAsync() => code = await stage.CommitmentAsync();

    [OneTimeTearDown]
    public void Stop() => stage.Dispose();

    [Test]
    public async Task They_are_there_by_number_each_as_it_is_read_alone()
    {
        await stage.MilestoneAsync(code, Bodies.Milestone("Last due").With(("dueOn", "2029-01-01")));
        await stage.MilestoneAsync(code, Bodies.Milestone("Deleted"));
        await stage.MilestoneAsync(code, Bodies.Milestone("First due").With(("dueOn", "2026-01-01"), ("party", Some.MemberState)));
        await stage.ChangeAsync(HttpMethod.Delete, $"{Path}/2", null);
        foreach (var query in new[] { "", "?asOf=2028-12-31" })
        {
            var list = await stage.Public.GetJsonAsync(Path + query);
            var alone = new[] { await stage.Public.GetJsonAsync($"{Path}/1{query}"), await stage.Public.GetJsonAsync($"{Path}/3{query}") };
            Assert.That(
                list["items"]!.AsArray().Select(each => each!.ToJsonString()),
                Is.EqualTo(alone.Select(each => each.ToJsonString()))
            );
            Assert.That($"{list["version"]} {list["asOf"]}", Is.EqualTo(query == "" ? "5 2026-11-21" : "5 2028-12-31"));
        }

        var titles = (await stage.Public.GetJsonAsync(Path))["items"]!.AsArray().Select(each => $"{each!["title"]} {each["state"]}");
        Assert.That(titles, Is.EqualTo(["Last due upcoming", "First due overdue"]));
    }

    [Test]
    public async Task Without_a_milestone_the_list_is_empty() =>
        Assert.That((await stage.Public.GetJsonAsync(Path)).ToJsonString(), Is.EqualTo("""{"items":[],"version":1,"asOf":"2026-11-21"}"""));
}
