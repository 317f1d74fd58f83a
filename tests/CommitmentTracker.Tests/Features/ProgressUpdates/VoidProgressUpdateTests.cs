using System.Text.Json.Nodes;
using CommitmentTracker.Data;
using CommitmentTracker.Data.Engines;
using CommitmentTracker.Data.Engines.Sqlite;
using CommitmentTracker.Data.Maintenance;
using CommitmentTracker.Tests.Http.Access;
using CommitmentTracker.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace CommitmentTracker.Tests.Features.ProgressUpdates;

[Parallelizable(ParallelScope.Self)]
internal sealed class VoidProgressUpdateTests
{
    private const string Word = "zqxjkvmarker";

    private Stage stage = null!;

    [SetUp]
    public async Task Start() =>
        stage = await Stage.OnAsync(TestService.Start(settings: [TestService.WithoutReferenceData, "RateLimits:Enabled=false"]));

    [TearDown]
    public void Stop() => stage.Dispose();

    [Test]
    public async Task The_earlier_report_counts_again_and_the_completion_is_undone()
    {
        var code = await OwnedByOneAsync();
        await stage.VerifiedAsync(code, Bodies.Report().With(("percent", 40)));
        var wrong = await stage.VerifiedAsync(code, Bodies.Report(asOf: "2026-11-10").With(("status", "completed")));
        var before = await stage.Public.GetJsonAsync($"/commitments/{code}");
        var tag = await stage.Public.TagAsync($"/commitments/{code}");
        Assert.That(Standing(before), Is.EqualTo("completed completed 2026-11-10 2026-11-10"));
        await VoidedAsync(wrong);
        var after = await stage.Public.GetJsonAsync($"/commitments/{code}");
        Assert.Multiple(() =>
        {
            Assert.That(Standing(after), Is.EqualTo("in_progress in_progress  2026-11-01"));
            Assert.That((int?)after["assignments"]![0]!["percent"], Is.EqualTo(40));
            Assert.That((long)after["version"]!, Is.EqualTo((long)before["version"]! + 1));
        });
        Assert.That(await stage.Public.TagAsync($"/commitments/{code}"), Is.Not.EqualTo(tag));
        var listed = await stage.Public.GetJsonAsync("/commitments?status=completed");
        Assert.That(listed["items"]!.AsArray(), Is.Empty, "the list from memory follows");
        var point = (await stage.Public.GetJsonAsync("/summary/timeline"))["points"]!.AsArray()[^1]!;
        Assert.That((long)point["byStatus"]!["completed"]!, Is.Zero, "the timeline follows");
    }

    [Test]
    public async Task Without_another_report_nothing_is_reported_and_the_round_misses_it()
    {
        var code = await OwnedByOneAsync();
        var only = await stage.VerifiedAsync(code);
        Assert.That(await ReportedAsync(), Is.EqualTo(1));
        await VoidedAsync(only);
        Assert.That(Standing(await stage.Public.GetJsonAsync($"/commitments/{code}")), Is.EqualTo("not_reported not_reported  "));
        Assert.That(await ReportedAsync(), Is.Zero);
    }

    [Test]
    public async Task The_party_and_those_who_keep_the_tracker_see_who_voided_it_when_and_why_and_nobody_else_sees_it()
    {
        var code = await stage.CommitmentAsync();
        var id = await stage.SubmittedAsync(code);
        Assert.That((await ReviewAsync(id, "verify")).IsSuccessStatusCode);
        await VoidedAsync(id);
        foreach (var client in new[] { stage.FocalPoint, stage.Secretariat, stage.Admin })
        {
            var seen = await client.GetJsonAsync($"/commitments/{code}/progress-updates/{id}");
            Assert.That(
                $"{seen["review"]} {seen["voidedBy"]} {seen["voidedAt"]} {seen["voidReason"]}",
                Is.EqualTo("voided Key of a secretariat 2026-11-21T05:00:00.000Z A reason")
            );
            var listed = await client.GetJsonAsync("/progress-updates?review=voided");
            Assert.That(listed["items"]!.AsArray().Select(item => (string?)item!["id"]), Is.EqualTo([id]));
        }

        foreach (var stranger in new[] { stage.Public, stage.Reader, stage.OtherFocalPoint })
        {
            await (await stranger.SendAsync(HttpMethod.Get, $"/commitments/{code}/progress-updates/{id}")).ProblemAsync(404, "not_found");
        }
    }

    [Test]
    public async Task What_it_said_and_why_it_was_voided_is_in_no_byte_of_any_answer_to_a_stranger()
    {
        var code = await stage.CommitmentAsync();
        var id = await stage.VerifiedAsync(
            code,
            Bodies.Report().With(("narrative", Word), ("health", "at_risk"), ("healthReason", Word), ("nextStep", Word))
        );
        await VoidedAsync(id, Word);
        var addresses = new PublicAddresses(
            await Contract.OperationsAsync(stage.Public),
            new AddressValues
            {
                Commitments = [code],
                ProgressUpdates = [id],
                Keys = ["019bc5a4-7c00-7000-8000-000000000002"],
                Word = Word,
            }
        ).All.Where(address => !address.Contains($"q={Word}")).ToList();
        foreach (var stranger in new[] { stage.Public, stage.Reader, stage.OtherFocalPoint })
        {
            var replies = await Reply.AllAsync(stranger, addresses);
            var fields = replies.Where(reply => reply.Value.Holds(Word)).Select(reply => reply.Key).ToList();
            // The history tells each change of public view as it was made, and what a field said then; the page of the commitment has it too.
            Assert.That(fields, Is.All.Matches($"^(/api/v1/commitments/{code}/history|/commitments/{code})\\b"));
            var history = await stranger.GetJsonAsync($"/commitments/{code}/history");
            Assert.That(history["items"]!.AsArray().Select(item => (string?)item!["reason"]), Is.All.Null);
        }

        var kept = await stage.Secretariat.GetJsonAsync($"/commitments/{code}/history");
        Assert.That($"{kept["items"]![0]!["type"]} {kept["items"]![0]!["reason"]}", Is.EqualTo($"progress_update_voided {Word}"));
    }

    [Test]
    public async Task Only_what_is_verified_can_be_voided_and_once()
    {
        var code = await stage.CommitmentAsync();
        var verified = await stage.VerifiedAsync(code);
        await VoidedAsync(verified);
        var version = (long)(await stage.Public.GetJsonAsync($"/commitments/{code}"))["version"]!;
        foreach (var id in new[] { verified, await stage.SubmittedAsync(code), await stage.ReturnedAsync(code) })
        {
            await (await ReviewAsync(id, "void")).ProblemAsync(409, "not_verified");
        }

        await (await ReviewAsync(verified, "verify")).ProblemAsync(409, "already_reviewed");
        await (await ReviewAsync("019bc5a4-7c00-7000-8000-000000000002", "void")).ProblemAsync(404, "not_found");
        Assert.That((long)(await stage.Public.GetJsonAsync($"/commitments/{code}"))["version"]!, Is.EqualTo(version));
    }

    [TestCase("{}")]
    [TestCase("""{"reason":" "}""")]
    public async Task Voiding_needs_a_reason(string body)
    {
        var id = await stage.VerifiedAsync(await stage.CommitmentAsync());
        var answer = await stage.Secretariat.SendJsonAsync(HttpMethod.Post, $"/progress-updates/{id}/void", body);
        Assert.That((await answer.ProblemAsync(400, "validation_failed"))["errors"]!["reason"], Is.Not.Null);
    }

    [Test]
    public async Task A_party_that_owes_it_no_more_leaves_nothing_to_fall_back_to()
    {
        var code = await stage.CommitmentAsync();
        var id = await stage.VerifiedAsync(code);
        await stage.ChangeAsync(HttpMethod.Delete, $"/commitments/{code}/assignments/{Some.MemberState}", null);
        await VoidedAsync(id);
        await stage.ChangeAsync(
            HttpMethod.Put,
            $"/commitments/{code}/assignments/{Some.MemberState}",
            new JsonObject { ["role"] = "lead", ["basis"] = "stated" }
        );
        var assigned = (await stage.Public.GetJsonAsync($"/commitments/{code}"))["assignments"]!.AsArray();
        Assert.That(assigned.Select(each => (string?)each!["status"]), Is.All.EqualTo("not_reported"));
    }

    [Test]
    public async Task The_database_is_sound_afterwards_and_an_export_that_comes_back_changes_nothing()
    {
        var code = await stage.CommitmentAsync();
        await stage.VerifiedAsync(code);
        await VoidedAsync(await stage.VerifiedAsync(code, Bodies.Report(asOf: "2026-11-10").With(("status", "completed"))));
        await stage.ReturnedAsync(code);
        await stage.SubmittedAsync(code, Bodies.Report(asOf: "2026-11-11"));
        var sheet = await stage.Secretariat.GetBytesAsync("/progress-updates.csv");
        var import = await stage.Secretariat.ImportAsync("of=progressUpdates", sheet).DoneAsync();
        Assert.That((import.Count("created"), import.Count("unchanged")), Is.EqualTo((0L, 4L)));
        Assert.That(await stage.Secretariat.GetBytesAsync("/progress-updates.csv"), Is.EqualTo(sheet));
        var engine = stage.Service.Services.GetRequiredService<IEngine>();
        var outcome = await DatabaseCheck.RunAsync(engine, CancellationToken.None);
        // The stage puts what commitments refer to there past the journal.
        Assert.That(outcome.Findings.Listed.Where(finding => finding.Contains(code) || finding.Contains(" for ")), Is.Empty);
    }

    private Task<string> OwnedByOneAsync() =>
        stage.CommitmentAsync(Bodies.Commitment(stage.NewCode()).With(("assignments", new JsonArray(Bodies.Assignment(Some.MemberState)))));

    private static string Standing(JsonNode commitment)
    {
        var own = commitment["assignments"]![0]!;
        return $"{commitment["status"]} {own["status"]} {own["completedOn"]} {own["lastReportedOn"]}";
    }

    private async Task<long> ReportedAsync()
    {
        var reporting = await stage.Public.GetJsonAsync($"/rounds/{Stage.OpenRound}/reporting");
        return reporting["items"]!
            .AsArray()
            .Where(item => (string?)item!["party"] == Some.MemberState)
            .Sum(item => (long)item!["reported"]!);
    }

    private async Task VoidedAsync(string id, string reason = "A reason")
    {
        var answer = await ReviewAsync(id, "void", reason);
        Assert.That((int)answer.StatusCode, Is.EqualTo(200), await answer.Content.ReadAsStringAsync());
    }

    private Task<HttpResponseMessage> ReviewAsync(string id, string review, string reason = "A reason") =>
        review == "verify"
            ? stage.Secretariat.SendAsync(HttpMethod.Post, $"/progress-updates/{id}/verify")
            : stage.Secretariat.SendJsonAsync(HttpMethod.Post, $"/progress-updates/{id}/{review}", new { reason });
}
