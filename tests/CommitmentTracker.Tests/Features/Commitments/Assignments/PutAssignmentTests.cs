using System.Net;
using System.Text.Json.Nodes;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Features.Commitments.Assignments;

internal sealed class PutAssignmentTests
{
    private const string By = "by Key of a secretariat";

    private Stage stage = null!;
    private string code = null!;

    private string Path => $"/commitments/{code}";

    [OneTimeSetUp]
    public async Task StartAsync() => stage = await Stage.StartAsync("RateLimits:Enabled=false");

    /// <summary>A commitment that one member state leads.</summary>
    [SetUp]
    public async Task AddCommitmentAsync() =>
        code = await stage.CommitmentAsync(
            Bodies.Commitment(stage.NewCode()).With(("assignments", new JsonArray(Bodies.Assignment(Some.MemberState))))
        );

    [OneTimeTearDown]
    public void Stop() => stage.Dispose();

    [Test]
    public async Task A_party_that_is_assigned_stands_among_the_owners_and_has_reported_nothing()
    {
        var before = (await stage.Public.GetJsonAsync(Path)).AsObject();
        var answer = await PutAsync(Some.Body, "support", "inferred");
        var after = (await answer.JsonAsync()).AsObject();
        const string Assignment = """
            {"party":"WG-SOME","name":"Some body","partyKind":"body","role":"support","basis":"inferred","status":"not_reported",
            "percent":null,"health":null,"healthReason":null,"deadlineState":"upcoming","lastReportedOn":null,"completedOn":null,"freshness":"none"}
            """;
        before["assignments"]!.AsArray().Insert(0, JsonNode.Parse(Assignment));
        before["version"] = 2;
        before["updatedAt"] = after["updatedAt"]!.DeepClone();
        Assert.That(after.ToJsonString(), Is.EqualTo(before.ToJsonString()));
        Assert.That((await stage.Public.GetJsonAsync(Path)).ToJsonString(), Is.EqualTo(after.ToJsonString()));
        Assert.That(answer.Headers.ETag!.ToString(), Is.EqualTo(await stage.Secretariat.TagAsync(Path)));
        Assert.That(
            (await stage.Secretariat.HistoryAsync(code))[0],
            Is.EqualTo(
                $"v2 assignment_put {By}: assignments/WG-SOME/basis nothing to \"inferred\", "
                    + "assignments/WG-SOME/role nothing to \"support\", assignments/WG-SOME/status nothing to \"not_reported\""
            )
        );
        Assert.That(await stage.Public.FeedAsync(code), Is.EqualTo(["v1 commitment_created", "v2 assignment_put"]));
    }

    [Test]
    public async Task The_part_of_a_party_that_is_assigned_already_changes_and_its_report_stays()
    {
        await stage.VerifiedAsync(code, Bodies.Report().With(("percent", 40), ("health", "at_risk"), ("healthReason", "Rain")));
        var before = (await stage.Public.GetJsonAsync(Path))["assignments"]![0]!.AsObject();
        var answer = await PutAsync(Some.MemberState, "support", "inferred");
        before["role"] = "support";
        before["basis"] = "inferred";
        Assert.That(
            (await answer.JsonAsync())["assignments"]!.AsArray().Select(each => each!.ToJsonString()),
            Is.EqualTo([before.ToJsonString()])
        );
        Assert.That(
            (await stage.Secretariat.HistoryAsync(code))[0],
            Is.EqualTo(
                $"v3 assignment_put {By}: assignments/ZZ/basis \"stated\" to \"inferred\", assignments/ZZ/role \"lead\" to \"support\""
            )
        );
    }

    [Test]
    public async Task Who_leads_decides_what_the_commitment_has_come_to()
    {
        await stage.VerifiedAsync(code, Bodies.Report().With(("status", "completed")));
        Assert.That((string?)(await stage.Public.GetJsonAsync(Path))["status"], Is.EqualTo("completed"));
        await PutAsync(Stage.OtherMemberState, "support", "stated");
        Assert.That((string?)(await stage.Public.GetJsonAsync(Path))["status"], Is.EqualTo("completed"), "a supporter does not count");
        var answer = await PutAsync(Stage.OtherMemberState, "lead", "stated");
        Assert.That((string?)(await answer.JsonAsync())["status"], Is.EqualTo("in_progress"), "the other lead has reported nothing");
        Assert.That(
            (await stage.Secretariat.HistoryAsync(code))[0],
            Is.EqualTo($"v4 assignment_put {By}: assignments/YY/role \"support\" to \"lead\", status \"completed\" to \"in_progress\"")
        );
    }

    [Test]
    public async Task What_a_party_reported_before_counts_again_when_it_is_assigned_anew()
    {
        await stage.VerifiedAsync(code, Bodies.Report().With(("percent", 40)));
        var before = (await stage.Public.GetJsonAsync(Path))["assignments"]![0]!.ToJsonString();
        await stage.ChangeAsync(HttpMethod.Delete, $"{Path}/assignments/{Some.MemberState}", null);
        var answer = await PutAsync(Some.MemberState, "lead", "stated");
        Assert.That((await answer.JsonAsync())["assignments"]![0]!.ToJsonString(), Is.EqualTo(before));
    }

    [Test]
    public async Task The_same_assignment_again_moves_nothing()
    {
        var tag = await stage.Secretariat.TagAsync(Path);
        var answer = await PutAsync(Some.MemberState, "lead", "stated");
        Assert.That(answer.Headers.ETag!.ToString(), Is.EqualTo(tag));
        Assert.That(await stage.Secretariat.HistoryAsync(code), Has.Count.EqualTo(1));
    }

    [TestCase("""{"basis": "stated"}""", "role")]
    [TestCase("""{"role": "lead"}""", "basis")]
    [TestCase("""{"role": "owner", "basis": "stated"}""", "role")]
    [TestCase("""{"role": "lead", "basis": null}""", "basis")]
    [TestCase("""{"role": "lead", "basis": "stated", "status": "completed"}""", "status")]
    public async Task What_is_no_part_in_a_commitment_is_refused_by_name(string body, string member)
    {
        var refused = await stage.Secretariat.SendJsonAsync(HttpMethod.Put, $"{Path}/assignments/{Some.Body}", body, "*");
        var problem = await refused.ProblemAsync(400, "validation_failed");
        Assert.That(problem["errors"]!.AsObject().Select(error => error.Key), Is.EqualTo([member]));
        Assert.That((long?)(await stage.Public.GetJsonAsync(Path))["version"], Is.EqualTo(1));
    }

    [Test]
    public async Task A_party_that_does_not_exist_is_refused_by_name()
    {
        var problem = await (await SendAsync("NONE-1", "*")).ProblemAsync(422, "unknown_reference");
        Assert.That(problem["errors"]!.ToJsonString(), Is.EqualTo("""{"assignments.party":["There is no party NONE-1."]}"""));
    }

    [Test]
    public async Task Without_a_tag_or_with_an_old_one_nobody_is_assigned()
    {
        var tag = await stage.Secretariat.TagAsync(Path);
        var missing = await (await SendAsync(Some.Body, null)).ProblemAsync(428, "version_required");
        Assert.That((long?)missing["currentVersion"], Is.EqualTo(1));
        await PutAsync(Stage.OtherMemberState, "lead", "stated");
        var stale = await (await SendAsync(Some.Body, tag)).ProblemAsync(412, "version_stale");
        Assert.That((long?)stale["currentVersion"], Is.EqualTo(2));
        Assert.That((await stage.Public.GetJsonAsync(Path))["assignments"]!.AsArray(), Has.Count.EqualTo(2));
        code = "NONE-1";
        await (await SendAsync(Some.Body, "*")).ProblemAsync(404, "not_found");
    }

    private async Task<HttpResponseMessage> PutAsync(string party, string role, string basis)
    {
        var body = new { role, basis };
        var tag = await stage.Secretariat.TagAsync(Path);
        var answer = await stage.Secretariat.SendJsonAsync(HttpMethod.Put, $"{Path}/assignments/{party}", body, tag);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK), await answer.Content.ReadAsStringAsync());
        return answer;
    }

    private Task<HttpResponseMessage> SendAsync(string party, string? tag) =>
        stage.Secretariat.SendJsonAsync(HttpMethod.Put, $"{Path}/assignments/{party}", new { role = "lead", basis = "stated" }, tag);
}
