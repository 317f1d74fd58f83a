using System.Text.Json.Nodes;
using CommitmentTracker.Domain;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Features.Summaries;

internal sealed class ReadSummaryTests
{
    private readonly TestService service = TestService.Start(settings: TestService.WithoutReferenceData);

    [OneTimeSetUp]
    public Task AddCommitmentsAsync() => new GeneratedCommitments(service).AddAsync();

    [OneTimeTearDown]
    public void Stop() => service.Dispose();

    [TestCase("memberState", new[] { "BN", "ID", "KH", "LA", "MM", "MY", "PH", "SG", "TH", "TL", "VN" }, "TL")]
    [TestCase("body", new[] { "GEN-IDLE", "GEN-WG-1", "GEN-WG-2" }, "GEN-IDLE")]
    [TestCase("instrument", new[] { "GEN-A", "GEN-B", "GEN-C", "GEN-D" }, null)]
    [TestCase("theme", new[] { "gen_one", "gen_three", "gen_two" }, null)]
    public async Task Every_group_is_there_in_order_of_key_also_with_nothing_in_it(string groupBy, string[] keys, string? empty)
    {
        var groups = await GroupsAsync($"groupBy={groupBy}");
        var found = groups.Select(group => (string?)group!["key"]).ToList();
        Assert.That(found, Is.SupersetOf(keys));
        Assert.That(found, Is.Ordered.Using((IComparer<string?>)StringComparer.Ordinal));
        foreach (var group in groups.Where(group => keys.Contains((string?)group!["key"])))
        {
            Assert.That((long?)group!["total"], (string?)group["key"] == empty ? Is.Zero : Is.Positive, group.ToJsonString());
            Assert.That((string?)group["name"], Is.Not.Empty);
        }
    }

    [Test]
    public async Task A_group_has_a_count_for_every_code()
    {
        foreach (var group in await GroupsAsync("groupBy=theme"))
        {
            Assert.That(
                group!.AsObject().Select(member => member.Key),
                Is.EqualTo(["key", "name", "total", "byStatus", "byDeadlineState", "byFreshness", "completionRate"])
            );
            Assert.That(Members(group, "byStatus"), Is.EqualTo(EnumCode.All<Status>()));
            Assert.That(Members(group, "byDeadlineState"), Is.EqualTo(EnumCode.All<DeadlineState>()));
            Assert.That(Members(group, "byFreshness"), Is.EqualTo(EnumCode.All<Freshness>()));
        }
    }

    [Test]
    public async Task The_completion_rate_is_that_of_the_counts_and_null_of_nothing()
    {
        foreach (var group in await GroupsAsync("groupBy=memberState"))
        {
            var byStatus = group!["byStatus"]!;
            var counted = (long)group["total"]! - (long)byStatus["cancelled"]! - (long)byStatus["superseded"]!;
            var rate = counted == 0 ? null : (decimal?)Math.Round((decimal)(long)byStatus["completed"]! / counted, 4);
            Assert.That((decimal?)group["completionRate"], Is.EqualTo(rate), group.ToJsonString());
        }
    }

    [TestCase("memberState")]
    [TestCase("body")]
    [TestCase("instrument")]
    [TestCase("theme")]
    public async Task Who_keeps_the_tracker_is_answered_as_the_public_is(string groupBy)
    {
        var asAdmin = await service.Admin.GetJsonAsync($"/summary?groupBy={groupBy}");
        Assert.That(asAdmin.ToJsonString(), Is.EqualTo((await service.Public.GetJsonAsync($"/summary?groupBy={groupBy}")).ToJsonString()));
        foreach (var none in new[] { "publication=draft", "publication=archived", "kind=proposal" })
        {
            var groups = (await service.Admin.GetJsonAsync($"/summary?groupBy={groupBy}&{none}"))["groups"]!.AsArray();
            Assert.That(groups.Select(group => (long)group!["total"]!), Is.Not.Empty.And.All.Zero, none);
        }
    }

    [TestCase("memberState", "/member-states")]
    [TestCase("body", "/bodies")]
    [TestCase("instrument", "/instruments")]
    [TestCase("theme", "/themes")]
    public async Task The_totals_of_the_reference_data_are_its_groups(string groupBy, string path)
    {
        var groups = (await GroupsAsync($"groupBy={groupBy}&asOf=2027-03-01")).Select(group => group!.AsObject()).ToList();
        var items = (await service.Public.GetJsonAsync($"{path}?asOf=2027-03-01"))["items"]!.AsArray();
        Assert.That(items, Has.Count.EqualTo(groups.Count));
        foreach (var (item, group) in items.Zip(groups))
        {
            Assert.That((string?)item!["code"], Is.EqualTo((string?)group["key"]));
            group.Remove("key");
            group.Remove("name");
            Assert.That(JsonNode.DeepEquals(item["totals"], group), item.ToJsonString());
        }
    }

    [Test]
    public async Task The_day_moves_deadline_states_and_freshness_and_nothing_else()
    {
        var today = (await GroupsAsync("groupBy=instrument"))[0]!;
        var summary = await service.Public.GetJsonAsync("/summary?groupBy=instrument&asOf=2035-01-01");
        Assert.That((string?)summary["asOf"], Is.EqualTo("2035-01-01"));
        var later = summary["groups"]![0]!;
        Assert.That(later["byStatus"]!.ToJsonString(), Is.EqualTo(today["byStatus"]!.ToJsonString()));
        // Of what is done no report goes stale.
        var done = new[] { "completed", "cancelled", "superseded" }.Sum(status => (long)later["byStatus"]![status]!);
        Assert.That((long)later["byFreshness"]!["current"]!, Is.LessThanOrEqualTo(done));
        Assert.That((long)later["byFreshness"]!["current"]!, Is.LessThan((long)today["byFreshness"]!["current"]!));
        Assert.That((long)later["byFreshness"]!["none"]!, Is.EqualTo((long)today["byFreshness"]!["none"]!));
        Assert.That((long?)later["byDeadlineState"]!["upcoming"], Is.Zero);
    }

    [TestCase("", "groupBy")]
    [TestCase("groupBy=", "groupBy")]
    [TestCase("groupBy=scope", "groupBy")]
    [TestCase("groupBy=theme&groupBy=body", "groupBy")]
    [TestCase("groupBy=member_state", "groupBy")]
    public async Task What_to_group_by_must_be_said_and_the_answer_says_what_there_is(string query, string field)
    {
        var problem = await (await service.Public.SendAsync(HttpMethod.Get, $"/summary?{query}")).ProblemAsync(400, "invalid_parameter");
        Assert.That(
            problem["errors"]!.ToJsonString(),
            Is.EqualTo($$"""{"{{field}}":["must be one of memberState, body, instrument, theme"]}""")
        );
    }

    [Test]
    public async Task A_parameter_of_lists_alone_is_not_known() =>
        await (await service.Public.SendAsync(HttpMethod.Get, "/summary?groupBy=theme&limit=1")).ProblemAsync(400, "unknown_parameter");

    private async Task<JsonArray> GroupsAsync(string query) =>
        (await service.Public.GetJsonAsync($"/summary?{query}"))["groups"]!.AsArray();

    private static IEnumerable<string> Members(JsonNode group, string axis) => group[axis]!.AsObject().Select(member => member.Key);
}
