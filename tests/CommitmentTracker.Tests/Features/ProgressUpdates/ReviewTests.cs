using System.Text.Json.Nodes;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Features.ProgressUpdates;

[Parallelizable(ParallelScope.Self)]
internal sealed class ReviewTests
{
    private Stage stage = null!;

    [SetUp]
    public async Task Start() => stage = await Stage.StartAsync();

    [TearDown]
    public void Stop() => stage.Dispose();

    [Test]
    public async Task What_a_focal_point_reports_waits_and_moves_nothing()
    {
        var code = await stage.CommitmentAsync();
        var before = await stage.Public.GetStringAsync(new Uri($"/api/v1/commitments/{code}", UriKind.Relative));
        var update = await Stage.CreateAsync(stage.FocalPoint, $"/commitments/{code}/progress-updates", Bodies.Report());
        Assert.Multiple(() =>
        {
            Assert.That((string?)update["review"], Is.EqualTo("submitted"));
            Assert.That((bool?)update["onBehalf"], Is.False);
        });
        Assert.That(await stage.Public.GetStringAsync(new Uri($"/api/v1/commitments/{code}", UriKind.Relative)), Is.EqualTo(before));
    }

    [Test]
    public async Task What_the_secretariat_enters_counts_at_once_and_says_that_it_was_entered_on_the_partys_behalf()
    {
        var code = await stage.CommitmentAsync();
        var update = await Stage.CreateAsync(stage.Secretariat, $"/commitments/{code}/progress-updates", Bodies.Report());
        Assert.Multiple(() =>
        {
            Assert.That((string?)update["review"], Is.EqualTo("verified"));
            Assert.That((bool?)update["onBehalf"], Is.True);
        });
        Assert.That(await StatusOfAsync(code), Is.EqualTo("in_progress"));
    }

    [Test]
    public async Task The_queue_holds_what_waits_the_oldest_first()
    {
        var ids = new List<string>();
        foreach (var asOf in new[] { "2026-11-03", "2026-11-01", "2026-11-02" })
        {
            stage.Service.Clock.Advance(TimeSpan.FromMinutes(1));
            ids.Add(await stage.SubmittedAsync(await stage.CommitmentAsync(), Bodies.Report(asOf: asOf)));
        }

        stage.Service.Clock.Advance(TimeSpan.FromMinutes(1));
        await stage.VerifiedAsync(await stage.CommitmentAsync());
        await stage.ReturnedAsync(await stage.CommitmentAsync());
        Assert.That(await QueueAsync(stage.Secretariat), Is.EqualTo(ids));
        Assert.That(await QueueAsync(stage.FocalPoint), Is.EqualTo(ids), "the party sees its own");
        foreach (var stranger in new[] { stage.Public, stage.Reader, stage.OtherFocalPoint })
        {
            Assert.That(await QueueAsync(stranger), Is.Empty);
        }
    }

    [Test]
    public async Task Verifying_makes_it_count_and_public_and_takes_it_from_the_queue()
    {
        var code = await stage.CommitmentAsync();
        var id = await stage.SubmittedAsync(code);
        var version = (long)(await stage.Public.GetJsonAsync($"/commitments/{code}"))["version"]!;
        var verified = await (await ReviewAsync(id, "verify")).JsonAsync();
        Assert.That((string?)verified["review"], Is.EqualTo("verified"));
        var shown = await stage.Public.GetJsonAsync($"/commitments/{code}/progress-updates/{id}");
        Assert.Multiple(() =>
        {
            Assert.That((string?)shown["narrative"], Is.EqualTo("What was done"));
            Assert.That((bool?)shown["onBehalf"], Is.False);
        });
        Assert.That(await StatusOfAsync(code), Is.EqualTo("in_progress"));
        Assert.That((long)(await stage.Public.GetJsonAsync($"/commitments/{code}"))["version"]!, Is.EqualTo(version + 1));
        Assert.That(await QueueAsync(stage.Secretariat), Is.Empty);
    }

    [Test]
    public async Task Returning_tells_the_party_why_and_nobody_else_that_it_was()
    {
        var code = await stage.CommitmentAsync();
        var id = await stage.SubmittedAsync(code);
        var returned = await (await ReviewAsync(id, "return", new JsonObject { ["reason"] = "Please name the circular." })).JsonAsync();
        Assert.That((string?)returned["review"], Is.EqualTo("returned"));
        var own = await stage.FocalPoint.GetJsonAsync($"/commitments/{code}/progress-updates/{id}");
        Assert.That((string?)own["returnReason"], Is.EqualTo("Please name the circular."));
        foreach (var stranger in new[] { stage.Public, stage.Reader, stage.OtherFocalPoint })
        {
            var answer = await stranger.SendAsync(HttpMethod.Get, $"/commitments/{code}/progress-updates/{id}");
            await answer.ProblemAsync(404, "not_found");
        }

        Assert.That(await StatusOfAsync(code), Is.EqualTo("not_reported"));
    }

    [TestCase("verify", "verify")]
    [TestCase("verify", "return")]
    [TestCase("return", "verify")]
    [TestCase("return", "return")]
    public async Task A_second_review_is_refused(string first, string second)
    {
        var id = await stage.SubmittedAsync(await stage.CommitmentAsync());
        Assert.That((int)(await ReviewAsync(id, first)).StatusCode, Is.EqualTo(200));
        await (await ReviewAsync(id, second)).ProblemAsync(409, "already_reviewed");
    }

    [Test]
    public async Task What_the_secretariat_entered_is_reviewed_already()
    {
        var id = await stage.VerifiedAsync(await stage.CommitmentAsync());
        await (await ReviewAsync(id, "return")).ProblemAsync(409, "already_reviewed");
    }

    [TestCase("{}")]
    [TestCase("""{"reason":""}""")]
    [TestCase("""{"reason":null}""")]
    public async Task Returning_needs_a_reason(string body)
    {
        var id = await stage.SubmittedAsync(await stage.CommitmentAsync());
        var answer = await stage.Secretariat.SendJsonAsync(HttpMethod.Post, $"/progress-updates/{id}/return", body);
        var problem = await answer.ProblemAsync(400, "validation_failed");
        Assert.That(problem["errors"]!["reason"], Is.Not.Null);
    }

    [Test]
    public async Task Of_20_parallel_verifications_one_is_carried_out()
    {
        var code = await stage.CommitmentAsync();
        var id = await stage.SubmittedAsync(code);
        var version = (long)(await stage.Admin.GetJsonAsync($"/commitments/{code}"))["version"]!;
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => ReviewAsync(id, "verify")));
        Assert.That(answers.Count(answer => (int)answer.StatusCode == 200), Is.EqualTo(1));
        foreach (var refused in answers.Where(answer => (int)answer.StatusCode != 200))
        {
            await refused.ProblemAsync(409, "already_reviewed");
        }

        Assert.That((long)(await stage.Admin.GetJsonAsync($"/commitments/{code}"))["version"]!, Is.EqualTo(version + 1));
    }

    [Test]
    public async Task Of_parallel_verifications_and_returns_one_is_carried_out()
    {
        var id = await stage.SubmittedAsync(await stage.CommitmentAsync());
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(each => ReviewAsync(id, each % 2 == 0 ? "verify" : "return")));
        Assert.That(answers.Count(answer => (int)answer.StatusCode == 200), Is.EqualTo(1));
        Assert.That(answers.Count(answer => (int)answer.StatusCode == 409), Is.EqualTo(19));
    }

    [Test]
    public async Task A_focal_point_reports_for_its_own_party_alone()
    {
        var code = await stage.CommitmentAsync();
        var answer = await stage.OtherFocalPoint.SendJsonAsync(HttpMethod.Post, $"/commitments/{code}/progress-updates", Bodies.Report());
        await answer.ProblemAsync(403, "forbidden");
    }

    private async Task<string?> StatusOfAsync(string code)
    {
        var assignments = (await stage.Public.GetJsonAsync($"/commitments/{code}/assignments"))["items"]!.AsArray();
        return (string?)assignments.Single(each => (string?)each!["party"] == Some.MemberState)!["status"];
    }

    private static async Task<IEnumerable<string>> QueueAsync(HttpClient client)
    {
        var page = await client.GetJsonAsync("/progress-updates?review=submitted");
        var items = page["items"]!.AsArray();
        Assert.That((int?)page["page"]!["total"], Is.EqualTo(items.Count));
        return items.Select(item => (string)item!["id"]!);
    }

    private Task<HttpResponseMessage> ReviewAsync(string id, string verdict, JsonObject? body = null) =>
        verdict == "verify"
            ? stage.Secretariat.SendAsync(HttpMethod.Post, $"/progress-updates/{id}/verify")
            : stage.Secretariat.SendJsonAsync(
                HttpMethod.Post,
                $"/progress-updates/{id}/return",
                body ?? new JsonObject { ["reason"] = "A reason" }
            );
}
