using System.Text.Json.Nodes;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Features.Changes;

/// <summary>A party hears what became of its own reports, in numbers without a gap, and nobody else hears of it.</summary>
[Parallelizable(ParallelScope.Self)]
internal sealed class ReviewsForTheirPartyTests
{
    private Stage stage = null!;

    [SetUp]
    public async Task Start() => stage = await Stage.StartAsync();

    [TearDown]
    public void Stop() => stage.Dispose();

    [Test]
    public async Task A_party_hears_that_its_report_was_returned_or_voided_and_why()
    {
        var since = await EndAsync(stage.FocalPoint);
        var code = await stage.CommitmentAsync();
        var returned = await stage.ReturnedAsync(code, reason: "Please name the circular.");
        var voided = await stage.VerifiedAsync(code);
        await VoidAsync(voided);
        var heard = await FollowAsync(stage.FocalPoint, since, 200);
        Assert.That(
            heard.Select(Told),
            Is.EqualTo([
                $"1 commitment_created {code}  ",
                $"2 progress_update_submitted {returned} {code} ",
                $"3 progress_update_returned {returned} {code} Please name the circular.",
                $"4 progress_update_verified {code}  ",
                $"5 progress_update_voided {code}  ",
                $"6 progress_update_voided {voided} {code} Entered twice.",
            ])
        );

        string Told(JsonNode item) =>
            $"{(long)item["seq"]! - since} {item["type"]} {item["resource"]!["key"]} {item["commitment"]} {item["reason"]}";
    }

    [Test]
    public async Task Each_party_hears_everything_of_its_view_once_in_numbers_without_a_gap_whatever_the_page()
    {
        for (var round = 0; round < 4; round++)
        {
            var code = await stage.CommitmentAsync(round % 2 == 0 ? "published" : "draft");
            var shown = await stage.CommitmentAsync();
            await stage.ReturnedAsync(shown);
            await Stage.CreateAsync(stage.OtherFocalPoint, $"/commitments/{shown}/progress-updates", Bodies.Report(Stage.OtherMemberState));
            await VoidAsync(await stage.VerifiedAsync(shown));
            await stage.VerifiedAsync(code, Bodies.Report(Stage.OtherMemberState));
            await stage.SubmittedAsync(shown, Bodies.Report(asOf: "2026-11-02"));
        }

        var heardByAll = (await FollowAsync(stage.Public, 0, 200)).Select(Told).ToList();
        foreach (var (client, own) in new[] { (stage.FocalPoint, 4 * 4), (stage.OtherFocalPoint, 4) })
        {
            var whole = await FollowAsync(client, 0, 200);
            Assert.That(whole.Select(item => (long)item["seq"]!), Is.EqualTo(Enumerable.Range(1, heardByAll.Count + own)));
            foreach (var limit in new[] { 1, 2, 3, 7 })
            {
                var paged = await FollowAsync(client, 0, limit);
                Assert.That(
                    paged.Select(item => item.ToJsonString()),
                    Is.EqualTo(whole.Select(item => item.ToJsonString())),
                    $"limit={limit}"
                );
            }

            for (var since = 0; since <= whole.Count; since++)
            {
                var rest = await FollowAsync(client, since, 5);
                Assert.That(rest.Select(item => (long)item["seq"]!), Is.EqualTo(whole.Skip(since).Select(item => (long)item["seq"]!)));
            }

            var publicOnes = whole.Where(item => (string?)item["resource"]!["type"] != "progress_update").Select(Told);
            Assert.That(publicOnes, Is.EqualTo(heardByAll), "what everybody hears is all there, in its order");
            await (await client.SendAsync(HttpMethod.Get, $"/changes?since={whole.Count + 1}")).ProblemAsync(400, "invalid_parameter");
        }

        static string Told(JsonNode item) => $"{item["at"]} {item["type"]} {item["resource"]!.ToJsonString()} {item["version"]}";
    }

    [Test]
    public async Task A_party_that_waits_is_woken_by_a_return_and_another_party_is_not()
    {
        var code = await stage.CommitmentAsync();
        var id = await stage.SubmittedAsync(code);
        var others = await EndAsync(stage.OtherFocalPoint);
        var waiting = stage.FocalPoint.SendAsync(HttpMethod.Get, $"/changes?since={await EndAsync(stage.FocalPoint)}&wait=30");
        var otherWaiting = stage.OtherFocalPoint.SendAsync(HttpMethod.Get, $"/changes?since={others}&wait=2");
        await Task.Delay(300);
        await stage.Secretariat.SendJsonAsync(HttpMethod.Post, $"/progress-updates/{id}/return", new { reason = "A reason" });
        var heard = await (await waiting.WaitAsync(TimeSpan.FromSeconds(20))).JsonAsync();
        Assert.That((string?)heard["items"]![0]!["type"], Is.EqualTo("progress_update_returned"));
        var other = await (await otherWaiting).JsonAsync();
        Assert.That((other["items"]!.AsArray().Count, (long)other["next"]!), Is.EqualTo((0, others)));
    }

    [Test]
    public async Task The_history_of_a_commitment_tells_a_party_what_became_of_its_own_reports_and_nobody_else()
    {
        var code = await stage.CommitmentAsync();
        await stage.ReturnedAsync(code, reason: "Please name the circular.");
        await VoidAsync(await stage.VerifiedAsync(code));
        await stage.ReturnedAsync(code, reason: "Once more.");
        foreach (var limit in new[] { 1, 2, 3, 200 })
        {
            Assert.That(
                await HistoryAsync(stage.FocalPoint, code, limit),
                Is.EqualTo([
                    "3 progress_update_returned Once more.",
                    "3 progress_update_submitted ",
                    "3 progress_update_voided Entered twice.",
                    "3 progress_update_voided ",
                    "2 progress_update_verified ",
                    "1 progress_update_returned Please name the circular.",
                    "1 progress_update_submitted ",
                    "1 commitment_created ",
                ])
            );
        }

        var all = new[] { "3 progress_update_voided ", "2 progress_update_verified ", "1 commitment_created " };
        foreach (var stranger in new[] { stage.Public, stage.Reader, stage.OtherFocalPoint })
        {
            Assert.That(await HistoryAsync(stranger, code, 2), Is.EqualTo(all));
        }

        Assert.That((await HistoryAsync(stage.Secretariat, code, 2))[0], Is.EqualTo("3 progress_update_voided Entered twice."));
    }

    [Test]
    public async Task Of_a_commitment_that_the_party_no_longer_sees_it_hears_nothing()
    {
        var code = await stage.CommitmentAsync();
        var id = await stage.SubmittedAsync(code);
        await stage.ChangeAsync(HttpMethod.Patch, $"/commitments/{code}", new JsonObject { ["publication"] = "draft" });
        var since = await EndAsync(stage.FocalPoint);
        await stage.Secretariat.SendJsonAsync(HttpMethod.Post, $"/progress-updates/{id}/return", new { reason = "A reason" });
        Assert.That(await EndAsync(stage.FocalPoint), Is.EqualTo(since));
    }

    private async Task VoidAsync(string id)
    {
        var answer = await stage.Secretariat.SendJsonAsync(
            HttpMethod.Post,
            $"/progress-updates/{id}/void",
            new { reason = "Entered twice." }
        );
        Assert.That((int)answer.StatusCode, Is.EqualTo(200), await answer.Content.ReadAsStringAsync());
    }

    private static async Task<long> EndAsync(HttpClient client)
    {
        var heard = await FollowAsync(client, 0, 200);
        return heard.Count == 0 ? 0 : (long)heard[^1]["seq"]!;
    }

    private static async Task<IReadOnlyList<JsonNode>> FollowAsync(HttpClient client, long since, int limit)
    {
        var heard = new List<JsonNode>();
        while (true)
        {
            var feed = await client.GetJsonAsync($"/changes?since={since}&limit={limit}");
            heard.AddRange(feed["items"]!.AsArray().OfType<JsonNode>());
            since = (long)feed["next"]!;
            if (!(bool)feed["more"]!)
            {
                return heard;
            }
        }
    }

    private static async Task<IReadOnlyList<string>> HistoryAsync(HttpClient client, string code, int limit)
    {
        var entries = new List<string>();
        string? cursor = null;
        do
        {
            var page = await client.GetJsonAsync($"/commitments/{code}/history?limit={limit}{(cursor is null ? "" : "&cursor=" + cursor)}");
            entries.AddRange(page["items"]!.AsArray().Select(item => $"{item!["version"]} {item["type"]} {item["reason"]}"));
            cursor = (string?)page["page"]!["next"];
            Assert.That((long)page["page"]!["total"]!, Is.GreaterThanOrEqualTo(entries.Count));
        } while (cursor is not null);
        return entries;
    }
}
