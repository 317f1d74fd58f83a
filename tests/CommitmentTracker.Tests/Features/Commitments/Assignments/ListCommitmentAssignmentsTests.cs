using System.Text.Json.Nodes;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Features.Commitments.Assignments;

internal sealed class ListCommitmentAssignmentsTests
{
    private Stage stage = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => stage = await Stage.StartAsync("RateLimits:Enabled=false");

    [OneTimeTearDown]
    public void Stop() => stage.Dispose();

    [Test]
    public async Task Each_owner_is_there_by_code_with_what_it_verifiably_reported()
    {
        var code = await stage.CommitmentAsync();
        await stage.VerifiedAsync(code, Bodies.Report().With(("percent", 40), ("health", "off_track"), ("healthReason", "No budget")));
        // What waits for its review is not among it.
        await stage.SubmittedAsync(code, Bodies.Report(asOf: "2026-11-02").With(("status", "completed")));
        var list = await stage.Public.GetJsonAsync($"/commitments/{code}/assignments");
        Assert.That(
            list["items"]!.AsArray().Select(each => each!.ToJsonString()),
            Is.EqualTo([
                """{"party":"WG-SOME","name":"Some body","partyKind":"body","role":"lead","basis":"stated","status":"not_reported","percent":null,"health":null,"healthReason":null,"deadlineState":"upcoming","lastReportedOn":null,"completedOn":null,"freshness":"none"}""",
                """{"party":"YY","name":"Other state","partyKind":"member_state","role":"lead","basis":"stated","status":"not_reported","percent":null,"health":null,"healthReason":null,"deadlineState":"upcoming","lastReportedOn":null,"completedOn":null,"freshness":"none"}""",
                """{"party":"ZZ","name":"Some state","partyKind":"member_state","role":"lead","basis":"stated","status":"in_progress","percent":40,"health":"off_track","healthReason":"No budget","deadlineState":"upcoming","lastReportedOn":"2026-11-01","completedOn":null,"freshness":"current"}""",
            ])
        );
        Assert.That($"{list["version"]} {list["asOf"]}", Is.EqualTo("2 2026-11-21"));
    }

    [TestCase("2027-04-30", "current", "upcoming")]
    [TestCase("2027-05-01", "stale", "upcoming")]
    [TestCase("2027-07-01", "stale", "overdue")]
    public async Task They_stand_as_on_the_day_that_is_asked_for_and_as_the_commitment_shows_them(
        string asOf,
        string freshness,
        string state
    )
    {
        var code = await stage.CommitmentAsync();
        await stage.VerifiedAsync(code);
        var list = await stage.Public.GetJsonAsync($"/commitments/{code}/assignments?asOf={asOf}");
        var own = list["items"]!.AsArray().Single(each => (string?)each!["party"] == Some.MemberState)!;
        Assert.That($"{own["freshness"]} {own["deadlineState"]} {list["asOf"]}", Is.EqualTo($"{freshness} {state} {asOf}"));
        var alone = await stage.Public.GetJsonAsync($"/commitments/{code}?asOf={asOf}");
        Assert.That(JsonNode.DeepEquals(list["items"], alone["assignments"]));
    }

    [Test]
    public async Task Without_an_owner_the_list_is_empty()
    {
        var code = await stage.CommitmentAsync(Bodies.Commitment(stage.NewCode()).With(("assignments", new JsonArray())));
        var list = await stage.Public.GetJsonAsync($"/commitments/{code}/assignments");
        Assert.That(list.ToJsonString(), Is.EqualTo("""{"items":[],"version":1,"asOf":"2026-11-21"}"""));
    }
}
