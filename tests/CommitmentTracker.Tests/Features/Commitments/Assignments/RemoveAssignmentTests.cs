using System.Net;
using System.Text.Json.Nodes;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Features.Commitments.Assignments;

internal sealed class RemoveAssignmentTests
{
    private Stage stage = null!;
    private string code = null!;

    private string Path => $"/commitments/{code}";

    [OneTimeSetUp]
    public async Task StartAsync() => stage = await Stage.StartAsync("RateLimits:Enabled=false");

    /// <summary>A commitment of three owners, one of which has completed it.</summary>
    [SetUp]
    public async Task AddCommitmentAsync()
    {
        code = await stage.CommitmentAsync();
        await stage.VerifiedAsync(code, Bodies.Report().With(("status", "completed"), ("percent", 100)));
    }

    [OneTimeTearDown]
    public void Stop() => stage.Dispose();

    [Test]
    public async Task The_commitment_is_answered_without_the_party_and_stands_as_the_others_report()
    {
        Assert.That((string?)(await stage.Public.GetJsonAsync(Path))["status"], Is.EqualTo("in_progress"));
        var answer = await RemoveAsync(Some.MemberState);
        var after = await answer.JsonAsync();
        Assert.That(
            after["assignments"]!.AsArray().Select(each => (string?)each!["party"]),
            Is.EqualTo([Some.Body, Stage.OtherMemberState])
        );
        Assert.That($"{after["status"]} {after["freshness"]} {after["version"]}", Is.EqualTo("not_reported none 3"));
        Assert.That((await stage.Public.GetJsonAsync(Path)).ToJsonString(), Is.EqualTo(after.ToJsonString()));
        Assert.That(answer.Headers.ETag!.ToString(), Is.EqualTo(await stage.Secretariat.TagAsync(Path)));
    }

    [Test]
    public async Task The_history_keeps_all_that_the_party_had()
    {
        await RemoveAsync(Some.MemberState);
        Assert.That(
            (await stage.Secretariat.HistoryAsync(code))[0],
            Is.EqualTo(
                "v3 assignment_removed by Key of a secretariat: assignments/ZZ/basis \"stated\" to nothing, "
                    + "assignments/ZZ/completedOn \"2026-11-01\" to nothing, assignments/ZZ/percent 100 to nothing, "
                    + "assignments/ZZ/reportedOn \"2026-11-01\" to nothing, assignments/ZZ/role \"lead\" to nothing, "
                    + "assignments/ZZ/status \"completed\" to nothing, status \"in_progress\" to \"not_reported\""
            )
        );
        Assert.That((await stage.Public.FeedAsync(code))[^1], Is.EqualTo("v3 assignment_removed"));
    }

    [Test]
    public async Task What_the_party_reported_stays_but_it_reports_no_more()
    {
        await RemoveAsync(Some.MemberState);
        var updates = await stage.Public.ItemsAsync($"{Path}/progress-updates");
        Assert.That(updates.Select(each => $"{each["party"]} {each["status"]}"), Is.EqualTo(["ZZ completed"]));
        var refused = await stage.FocalPoint.SendJsonAsync(HttpMethod.Post, $"{Path}/progress-updates", Bodies.Report(asOf: "2026-11-02"));
        await refused.ProblemAsync(422, "no_assignment");
        var owed = await stage.Public.ItemsAsync($"/assignments?memberState={Some.MemberState}");
        Assert.That(owed.Select(each => (string?)each["code"]), Has.None.EqualTo(code));
    }

    [Test]
    public async Task The_last_owner_can_go_too()
    {
        foreach (var party in new[] { Some.MemberState, Stage.OtherMemberState, Some.Body })
        {
            await RemoveAsync(party);
        }

        var after = await stage.Public.GetJsonAsync(Path);
        Assert.That(after["assignments"]!.AsArray(), Is.Empty);
        Assert.That($"{after["status"]} {after["version"]}", Is.EqualTo("not_reported 5"));
    }

    [Test]
    public async Task A_party_that_is_not_assigned_is_not_found()
    {
        await RemoveAsync(Some.Body);
        var refused = await stage.Secretariat.SendAsync(HttpMethod.Delete, $"{Path}/assignments/{Some.Body}", tag: "*");
        var problem = await refused.ProblemAsync(404, "not_found");
        Assert.That((string?)problem["detail"], Is.EqualTo($"Commitment {code} is not assigned to that party."));
    }

    [Test]
    public async Task Without_a_tag_or_with_an_old_one_the_party_stays()
    {
        var part = $"{Path}/assignments/{Some.Body}";
        var tag = await stage.Secretariat.TagAsync(Path);
        var missing = await (await stage.Secretariat.SendAsync(HttpMethod.Delete, part)).ProblemAsync(428, "version_required");
        Assert.That((long?)missing["currentVersion"], Is.EqualTo(2));
        await stage.ChangeAsync(HttpMethod.Patch, Path, new JsonObject { ["title"] = "New" });
        var stale = await (await stage.Secretariat.SendAsync(HttpMethod.Delete, part, tag: tag)).ProblemAsync(412, "version_stale");
        Assert.That((long?)stale["currentVersion"], Is.EqualTo(3));
        Assert.That((await stage.Public.GetJsonAsync(Path))["assignments"]!.AsArray(), Has.Count.EqualTo(3));
        await (await stage.Secretariat.SendAsync(HttpMethod.Delete, "/commitments/NONE-1/assignments/ZZ", tag: "*")).ProblemAsync(
            404,
            "not_found"
        );
    }

    private async Task<HttpResponseMessage> RemoveAsync(string party)
    {
        var tag = await stage.Secretariat.TagAsync(Path);
        var answer = await stage.Secretariat.SendAsync(HttpMethod.Delete, $"{Path}/assignments/{party}", tag: tag);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK), await answer.Content.ReadAsStringAsync());
        return answer;
    }
}
