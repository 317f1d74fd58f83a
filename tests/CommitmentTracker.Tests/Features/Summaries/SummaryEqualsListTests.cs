using System.Text.Json.Nodes;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Features.Summaries;

/// <summary>What the summary counts is what the list of commitments holds for the same selection: every group, every code of every axis.</summary>
internal sealed class SummaryEqualsListTests
{
    private static readonly string[] Days = ["2026-11-21", "2027-06-30"];

    private readonly TestService service = TestService.Start(settings: TestService.WithoutReferenceData);

    [OneTimeSetUp]
    public Task AddCommitmentsAsync() => new GeneratedCommitments(service).AddAsync();

    [OneTimeTearDown]
    public void Stop() => service.Dispose();

    [Test]
    public async Task The_data_put_to_the_test_have_every_state()
    {
        foreach (var groupBy in new[] { "instrument", "theme", "memberState" })
        {
            var groups = await GroupsAsync(groupBy, "asOf=2026-11-21");
            foreach (var (axis, code) in groups[0].Codes())
            {
                var count = groups.Sum(group => (long)group[axis]![code]!);
                Assert.That(count, Is.Positive, $"{groupBy} {axis} {code}");
            }
        }

        Assert.That(await TotalAsync(service.Admin, ""), Is.GreaterThan(await TotalAsync(service.Public, "")), "drafts");
        Assert.That(await TotalAsync(service.Public, ""), Is.GreaterThan(await TotalAsync(service.Public, "kind=commitment")), "proposals");
        Assert.That(await TotalAsync(service.Admin, "publication=archived"), Is.Positive);
    }

    [TestCaseSource(nameof(Days))]
    public async Task By_instrument_and_theme_each_count_is_a_total_of_the_list(string asOf)
    {
        foreach (var groupBy in new[] { "instrument", "theme" })
        {
            foreach (var group in await GroupsAsync(groupBy, $"asOf={asOf}"))
            {
                var selection = $"kind=commitment&asOf={asOf}&{groupBy}={group["key"]}";
                Assert.That((long)group["total"]!, Is.EqualTo(await TotalAsync(service.Public, selection)), selection);
                foreach (var (axis, code) in group.Codes())
                {
                    var filter = $"{selection}&{SummaryCounts.FilterOf(axis)}={code}";
                    Assert.That((long)group[axis]![code]!, Is.EqualTo(await TotalAsync(service.Public, filter)), filter);
                }
            }
        }
    }

    [TestCase("scope=national")]
    [TestCase("status=in_progress,completed")]
    [TestCase("health=at_risk,off_track")]
    [TestCase("deadlineState=overdue,due_soon,met_late")]
    [TestCase("freshness=stale,none")]
    [TestCase("role=lead")]
    [TestCase("memberState=VN,TH&role=support")]
    [TestCase("party=GEN-WG-1,GEN-WG-2&memberState=VN,ID,MY,SG")]
    [TestCase("instrument=GEN-A,GEN-B&dueFrom=2026-03-01&dueTo=2027-06-30")]
    [TestCase("q=alpha")]
    [TestCase("kind=commitment,proposal&publication=published,draft")]
    [TestCase("updatedSince=2026-11-21T00:00:00Z")]
    public async Task By_instrument_and_theme_a_selection_is_that_of_the_list(string selection)
    {
        foreach (var asOf in Days)
        {
            var items = await ItemsAsync($"{selection}&asOf={asOf}");
            Assert.That(items, Is.Not.Empty, $"{selection} {asOf}");
            foreach (var group in await GroupsAsync("theme", $"{selection}&asOf={asOf}"))
            {
                var inIt = items.Where(item => (string?)item["theme"] == (string?)group["key"]);
                group.AssertCounts(inIt.Select(SummaryCounts.OfCommitment), $"{selection} {asOf}");
            }

            foreach (var group in await GroupsAsync("instrument", $"{selection}&asOf={asOf}"))
            {
                var inIt = items.Where(item => SummaryCounts.InstrumentsOf(item).Contains((string?)group["key"]));
                group.AssertCounts(inIt.Select(SummaryCounts.OfCommitment), $"{selection} {asOf}");
            }
        }
    }

    [TestCase("", "")]
    [TestCase("scope=regional&theme=gen_one,gen_two", "")]
    [TestCase("instrument=GEN-A", "")]
    [TestCase("dueFrom=2026-03-01&q=beta", "")]
    [TestCase("", "status=in_progress,completed")]
    [TestCase("", "health=at_risk")]
    [TestCase("scope=national", "deadlineState=overdue,met")]
    [TestCase("", "deadlineState=met")]
    [TestCase("", "deadlineState=met_late")]
    [TestCase("", "freshness=current,none")]
    [TestCase("", "role=lead")]
    [TestCase("", "party=VN,GEN-WG-2&role=support")]
    public async Task By_member_state_and_body_each_count_is_of_assignments_in_the_list(string ofCommitment, string ofAssignment)
    {
        var counted = 0L;
        foreach (var asOf in Days)
        {
            foreach (var groupBy in new[] { "memberState", "body" })
            {
                foreach (var group in await GroupsAsync(groupBy, $"{ofCommitment}&{ofAssignment}&asOf={asOf}"))
                {
                    counted += (long)group["total"]!;
                    var items = await ItemsAsync($"{ofCommitment}&party={group["key"]}&asOf={asOf}");
                    var own = items
                        .SelectMany(item => item["assignments"]!.AsArray())
                        .Where(each => (string?)each!["party"] == (string?)group["key"])
                        .Where(each => SummaryCounts.Meets(each!, ofAssignment));
                    group.AssertCounts(own.Select(each => SummaryCounts.OfAssignment(each!)), $"{ofCommitment} {ofAssignment} {asOf}");
                }
            }
        }

        Assert.That(counted, Is.Positive);
    }

    private async Task<List<JsonNode>> GroupsAsync(string groupBy, string selection)
    {
        var summary = await service.Public.GetJsonAsync(
            $"/summary?groupBy={groupBy}&{selection}".Replace("&&", "&", StringComparison.Ordinal)
        );
        Assert.That(summary["groups"]!.AsArray(), Is.Not.Empty);
        return [.. summary["groups"]!.AsArray().OfType<JsonNode>()];
    }

    private async Task<List<JsonNode>> ItemsAsync(string selection)
    {
        const string Fields = "limit=200&fields=status,freshness,deadline,theme,instrument,alsoUnder,kind,assignments";
        var list = await service.Public.GetJsonAsync($"/commitments?{Fields}&{selection.TrimStart('&')}");
        Assert.That(list["page"]!["next"], Is.Null, "one page holds them all");
        return [.. list["items"]!.AsArray().OfType<JsonNode>().Where(item => (string?)item["kind"] == "commitment")];
    }

    private static async Task<long> TotalAsync(HttpClient client, string selection) =>
        (long)(await client.GetJsonAsync($"/commitments?limit=1&{selection}".TrimEnd('&')))["page"]!["total"]!;
}
