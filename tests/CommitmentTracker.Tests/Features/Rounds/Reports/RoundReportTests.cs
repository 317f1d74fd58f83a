using System.Security.Cryptography;
using System.Text.Json.Nodes;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Features.Rounds.Reports;

/// <summary>What the report of a round says is what the rest of the API said at the moment of closing.</summary>
internal sealed class RoundReportTests
{
    private const string Path = "/rounds/GEN/report";
    private const string Instruments = "GEN-A,GEN-C";

    private readonly TestService service = TestService.Start(settings: TestService.WithoutReferenceData);

    private JsonNode preview;
    private JsonNode report;

    [OneTimeSetUp]
    public async Task CloseARoundAsync()
    {
        await new GeneratedCommitments(service).AddAsync();
        await service.OpenRoundAsync("GEN", "2026-01-01", "2026-12-31", Instruments.Split(','));
        await (await service.Public.SendAsync(HttpMethod.Get, Path)).ProblemAsync(409, "round_not_closed");
        preview = await service.Public.GetJsonAsync("/rounds/GEN/preview");
        await service.CloseRoundAsync("GEN");
        report = await service.Public.GetJsonAsync(Path);
    }

    [OneTimeTearDown]
    public void Stop() => service.Dispose();

    [TestCase("memberState", "byMemberState")]
    [TestCase("body", "byBody")]
    [TestCase("instrument", "byInstrument")]
    [TestCase("theme", "byTheme")]
    public async Task Its_figures_are_those_of_the_summary(string groupBy, string member)
    {
        var summary = await service.Public.GetJsonAsync($"/summary?groupBy={groupBy}&instrument={Instruments}");
        Assert.That(report["figures"]![member]!.ToJsonString(), Is.EqualTo(summary["groups"]!.ToJsonString()));
    }

    [Test]
    public async Task Its_totals_are_the_counts_of_the_list_and_of_the_parties()
    {
        var query = $"/commitments?kind=commitment&instrument={Instruments}&limit=1";
        var figures = report["figures"]!;
        Assert.That((long?)figures["commitments"]!["total"], Is.Positive.And.EqualTo(await TotalAsync(query)));
        foreach (
            var (axis, parameter) in new[] { ("byStatus", "status"), ("byDeadlineState", "deadlineState"), ("byFreshness", "freshness") }
        )
        {
            foreach (var (value, count) in figures["commitments"]![axis]!.AsObject())
            {
                Assert.That((long?)count, Is.EqualTo(await TotalAsync($"{query}&{parameter}={value}")), value);
            }

            foreach (var (value, count) in figures["assignments"]![axis]!.AsObject())
            {
                var groups = figures["byMemberState"]!.AsArray().Concat(figures["byBody"]!.AsArray());
                Assert.That((long?)count, Is.EqualTo(groups.Sum(group => (long)group![axis]![value]!)), value);
            }
        }
    }

    [Test]
    public async Task Its_matrix_and_texts_are_those_of_the_records()
    {
        Assert.That(report["matrix"]!["memberStates"]!.AsArray().Select(code => (string?)code), Is.EqualTo(ReferenceRows.MemberStates));
        foreach (var (commitment, line) in report["commitments"]!.AsArray().Zip(report["matrix"]!["rows"]!.AsArray()))
        {
            var record = await service.Public.GetJsonAsync($"/commitments/{commitment!["code"]}");
            foreach (var member in new[] { "code", "title", "status", "health", "freshness" })
            {
                Assert.That((string?)commitment[member], Is.EqualTo((string?)record[member]), member);
            }

            Assert.That((string?)commitment["deadlineState"], Is.EqualTo((string?)record["deadline"]!["state"]));
            var owners = record["assignments"]!.AsArray();
            Assert.That(commitment["assignments"]!.AsArray(), Has.Count.EqualTo(owners.Count));
            foreach (var (mine, theirs) in commitment["assignments"]!.AsArray().Zip(owners))
            {
                AssertSame(mine!, theirs!, "party", "name", "partyKind", "role", "status", "health", "deadlineState", "freshness");
            }

            foreach (var (party, cell) in line!["cells"]!.AsObject())
            {
                var owner = owners.Single(each => (string?)each!["party"] == party)!;
                AssertSame(cell!, owner, "role", "status", "health", "deadlineState", "freshness");
            }

            Assert.That(line["cells"]!.AsObject(), Has.Count.EqualTo(owners.Count(each => (string?)each!["partyKind"] == "member_state")));
        }
    }

    [Test]
    public async Task Who_has_reported_is_what_its_texts_hold()
    {
        var assignments = report["commitments"]!.AsArray().SelectMany(each => each!["assignments"]!.AsArray()).ToList();
        foreach (var party in report["reporting"]!.AsArray())
        {
            var own = assignments.Where(each => (string?)each!["party"] == (string?)party!["party"]).ToList();
            Assert.That((int?)party!["assigned"], Is.EqualTo(own.Count));
            Assert.That((int?)party["reported"], Is.EqualTo(own.Count(each => each!["update"] is not null)));
        }

        var frozen = await service.Public.GetJsonAsync("/rounds/GEN/reporting");
        Assert.That(frozen["items"]!.ToJsonString(), Is.EqualTo(report["reporting"]!.ToJsonString()));
    }

    [Test]
    public async Task The_preview_showed_what_closing_froze_and_is_no_more()
    {
        preview["closedAt"] = (string?)report["closedAt"];
        Assert.That(preview.ToJsonString(), Is.EqualTo(report.ToJsonString()));
        await (await service.Public.SendAsync(HttpMethod.Get, "/rounds/GEN/preview")).ProblemAsync(409, "round_closed");
    }

    [Test]
    public async Task Its_digest_is_that_of_the_round_and_who_has_it_gets_a_304()
    {
        var bytes = await service.BytesAsync(Path);
        var digest = Convert.ToHexStringLower(SHA256.HashData(bytes));
        Assert.That((string?)(await service.Public.GetJsonAsync("/rounds/GEN"))["reportSha256"], Is.EqualTo(digest));
        using var request = new HttpRequestMessage(HttpMethod.Get, ApiExtensions.Root + Path);
        request.Headers.TryAddWithoutValidation("If-None-Match", await service.Public.TagAsync(Path));
        Assert.That((int)(await service.Public.SendAsync(request)).StatusCode, Is.EqualTo(304));
    }

    private async Task<long?> TotalAsync(string path) => (long?)(await service.Public.GetJsonAsync(path))["page"]!["total"];

    private static void AssertSame(JsonNode mine, JsonNode theirs, params string[] members)
    {
        foreach (var member in members)
        {
            Assert.That((string?)mine[member], Is.EqualTo((string?)theirs[member]), member);
        }
    }
}
