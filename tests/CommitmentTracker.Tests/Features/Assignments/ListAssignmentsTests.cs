using System.Text.Json.Nodes;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Features.Assignments;

/// <summary>The list of assignments holds what the list of commitments holds under each, and what the summary counts.</summary>
internal sealed class ListAssignmentsTests
{
    private static readonly string[] Shared =
    [
        "party",
        "name",
        "partyKind",
        "role",
        "basis",
        "status",
        "percent",
        "health",
        "healthReason",
        "deadlineState",
        "lastReportedOn",
        "completedOn",
        "freshness",
    ];

    private readonly TestService service = TestService.Start(settings: [TestService.WithoutReferenceData, "RateLimits:Enabled=false"]);

    [OneTimeSetUp]
    public Task AddCommitmentsAsync() => new GeneratedCommitments(service).AddAsync();

    [OneTimeTearDown]
    public void Stop() => service.Dispose();

    [TestCase(false)]
    [TestCase(true)]
    public async Task It_holds_every_assignment_of_the_commitments_that_the_caller_sees_as_it_stands_there(bool isAdmin)
    {
        var client = isAdmin ? service.Admin : service.Public;
        var commitments = await client.ItemsAsync("/commitments?fields=code,assignments&asOf=2027-03-01");
        var expected = commitments.SelectMany(item => item["assignments"]!.AsArray().Select(each => Text((string)item["code"]!, each!)));
        var listed = await client.ItemsAsync("/assignments?asOf=2027-03-01", limit: 7);
        Assert.That(listed.Select(row => Text((string)row["code"]!, row)), Is.EquivalentTo(expected));
        Assert.That(listed.Select(row => (string?)row["status"]), Does.Contain("superseded"));
    }

    [Test]
    public async Task The_soonest_due_comes_first_and_what_has_no_due_date_last()
    {
        var listed = await service.Public.ItemsAsync("/assignments", limit: 7);
        var order = listed.Select(row => $"{(string?)row["dueOn"] ?? "9999-99-99"} {row["code"], -32} {row["party"]}").ToList();
        Assert.That(order, Is.Ordered.Using((IComparer<string>)StringComparer.Ordinal).And.Unique);
        Assert.That(listed[^1]["dueOn"], Is.Null);
    }

    [TestCase("memberState", "memberState")]
    [TestCase("body", "body")]
    public async Task Its_totals_are_the_counts_of_the_summary(string groupBy, string filter)
    {
        var summary = await service.Public.GetJsonAsync($"/summary?groupBy={groupBy}&asOf=2027-03-01");
        foreach (var group in summary["groups"]!.AsArray().OfType<JsonNode>())
        {
            var selection = $"/assignments?{filter}={group["key"]}&kind=commitment&asOf=2027-03-01&limit=1";
            Assert.That(await TotalAsync(selection), Is.EqualTo((long)group["total"]!), selection);
            foreach (var (axis, parameter) in new[] { ("byStatus", "status"), ("byDeadlineState", "state"), ("byFreshness", "freshness") })
            {
                foreach (var (code, count) in group[axis]!.AsObject())
                {
                    Assert.That(await TotalAsync($"{selection}&{parameter}={code}"), Is.EqualTo((long)count!), $"{selection} {code}");
                }
            }
        }
    }

    [TestCase("memberState=VN&body=GEN-WG-1", "party", new[] { "VN", "GEN-WG-1" })]
    [TestCase("role=support", "role", new[] { "support" })]
    [TestCase("theme=gen_one,gen_two", "theme", new[] { "gen_one", "gen_two" })]
    [TestCase("health=off_track", "health", new[] { "off_track" })]
    [TestCase("status=superseded", "deadlineState", new[] { "closed", "no_deadline" })]
    [TestCase("state=overdue", "deadlineState", new[] { "overdue" })]
    public async Task A_filter_keeps_what_has_one_of_the_values(string query, string member, string[] values)
    {
        var listed = await service.Public.ItemsAsync($"/assignments?{query}");
        Assert.That(listed.Select(row => (string?)row[member]).Distinct(), Is.EquivalentTo(values));
    }

    [Test]
    public async Task Of_a_superseded_commitment_nothing_is_overdue()
    {
        var listed = await service.Public.ItemsAsync("/assignments?status=superseded&asOf=2035-01-01");
        Assert.That(listed, Is.Not.Empty);
        Assert.That(listed.Select(row => (string?)row["deadlineState"]), Has.None.EqualTo("overdue"));
        var superseded = await service.Public.ItemsAsync("/commitments?status=superseded");
        Assert.That(listed.Select(row => (string?)row["code"]).Distinct(), Is.SubsetOf(superseded.Select(item => (string?)item["code"])));
    }

    private async Task<long> TotalAsync(string path) => (long)(await service.Public.GetJsonAsync(path))["page"]!["total"]!;

    private static string Text(string code, JsonNode assignment) =>
        code + " " + string.Join('|', Shared.Select(member => assignment[member]?.ToJsonString()));
}
