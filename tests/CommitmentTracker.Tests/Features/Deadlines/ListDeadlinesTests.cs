using System.Text.Json.Nodes;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Features.Deadlines;

/// <summary>The list of deadlines holds the commitments with a due date and their milestones, as each stands by itself.</summary>
internal sealed class ListDeadlinesTests
{
    private const string AsOf = "asOf=2027-03-01";

    private readonly TestService service = TestService.Start(settings: [TestService.WithoutReferenceData, "RateLimits:Enabled=false"]);

    [OneTimeSetUp]
    public async Task AddDeadlinesAsync()
    {
        await new GeneratedCommitments(service).AddAsync();
        string?[] parties = [null, "VN", "GEN-WG-1"];
        string?[] reached = [null, null, "2026-10-01"];
        var number = 0;
        foreach (var item in await service.Admin.ItemsAsync("/commitments"))
        {
            for (var left = number % 4; left > 0; left--, number++)
            {
                await AddMilestoneAsync(
                    (string)item["code"]!,
                    $"202{6 + (number % 2)}-0{1 + (number % 9)}-15",
                    parties[number % 3],
                    reached[number % 3]
                );
            }

            number++;
        }
    }

    [OneTimeTearDown]
    public void Stop() => service.Dispose();

    [TestCase(false)]
    [TestCase(true)]
    public async Task Each_commitment_with_a_due_date_and_each_milestone_is_there_once_as_it_stands(bool isAdmin)
    {
        var client = isAdmin ? service.Admin : service.Public;
        var expected = new List<string>();
        foreach (var item in await client.ItemsAsync($"/commitments?{AsOf}"))
        {
            var (code, deadline) = ((string)item["code"]!, item["deadline"]!);
            if (deadline["dueOn"] is not null)
            {
                expected.Add($"commitment {code}  {deadline["dueOn"]} {deadline["precision"]} {deadline["state"]} {deadline["daysLeft"]}");
            }

            var milestones = (await client.GetJsonAsync($"/commitments/{code}/milestones?{AsOf}"))["items"]!.AsArray();
            expected.AddRange(
                milestones.Select(each =>
                    $"milestone {code} {each!["number"]} {each["dueOn"]} {each["precision"]} {each["state"]} {each["daysLeft"]}"
                )
            );
        }

        var listed = await client.ItemsAsync($"/deadlines?{AsOf}", limit: 7);
        Assert.That(listed.Select(Text), Is.EquivalentTo(expected));
        Assert.That(listed.Select(row => (string?)row["type"]).Distinct().Count(), Is.EqualTo(2));
        var order = listed.Select(row => $"{row["dueOn"]} {row["code"], -32} {(int?)row["number"] ?? 0:D9}");
        Assert.That(order, Is.Ordered.Using((IComparer<string>)StringComparer.Ordinal));
    }

    [TestCase("no_deadline")]
    [TestCase("upcoming")]
    [TestCase("due_soon")]
    [TestCase("overdue")]
    [TestCase("met")]
    [TestCase("met_late")]
    [TestCase("closed")]
    public async Task A_state_selects_what_stands_so(string state)
    {
        foreach (var day in new[] { "2026-11-21", "2027-03-01" })
        {
            var all = await service.Public.ItemsAsync($"/deadlines?asOf={day}");
            var selected = await service.Public.ItemsAsync($"/deadlines?asOf={day}&state={state}");
            Assert.That(selected.Select(Text), Is.EqualTo(all.Where(row => (string?)row["state"] == state).Select(Text)));
        }
    }

    [TestCase("memberState=VN", new[] { "VN" }, null)]
    [TestCase("memberState=VN,TH&body=GEN-WG-1", new[] { "VN", "TH", "GEN-WG-1" }, null)]
    [TestCase("body=GEN-WG-1&role=lead", new[] { "GEN-WG-1" }, "lead")]
    [TestCase("role=support", new string[0], "support")]
    public async Task Of_a_party_are_its_commitments_its_milestones_and_those_of_all_on_its_commitments(
        string query,
        string[] parties,
        string? role
    )
    {
        var commitments = await service.Public.ItemsAsync("/commitments?fields=code,assignments");
        var assigned = commitments
            .SelectMany(item => item["assignments"]!.AsArray().Select(each => (Code: (string?)item["code"], Of: each!)))
            .Where(each => parties.Length == 0 || parties.Contains((string?)each.Of["party"]))
            .Where(each => role is null || (string?)each.Of["role"] == role)
            .Select(each => (each.Code, Party: (string?)each.Of["party"]))
            .ToHashSet();

        bool IsOwed(JsonNode row) =>
            row["party"] is null ? assigned.Any(each => each.Code == (string?)row["code"])
            : role is null ? parties.Contains((string?)row["party"])
            : assigned.Contains(((string?)row["code"], (string?)row["party"]));

        var expected = (await service.Public.ItemsAsync("/deadlines")).Where(IsOwed).Select(Text).ToList();
        Assert.That(expected, Is.Not.Empty);
        Assert.That((await service.Public.ItemsAsync($"/deadlines?{query}")).Select(Text), Is.EqualTo(expected));
    }

    [Test]
    public async Task Within_lists_only_what_is_still_to_be_done()
    {
        foreach (var (days, until) in new[] { (30, "2026-12-21"), (300, "2027-09-17") })
        {
            var near = (await service.Public.ItemsAsync("/deadlines"))
                .Where(row => string.CompareOrdinal((string?)row["dueOn"], "2026-11-21") >= 0)
                .Where(row => string.CompareOrdinal((string?)row["dueOn"], until) <= 0)
                .ToList();
            var expected = near.Where(row => (string?)row["state"] is "due_soon" or "upcoming").Select(Text).ToList();
            Assert.That(expected, Is.Not.Empty);
            Assert.That((await service.Public.ItemsAsync($"/deadlines?within={days}d")).Select(Text), Is.EqualTo(expected));
            Assert.That(await service.Public.ItemsAsync($"/deadlines?within={days}d&state=met,met_late,closed"), Is.Empty);
            Assert.That(days == 30 || near.Any(row => (string?)row["type"] == "milestone" && (string?)row["state"] == "met"));
            Assert.That(days == 30 || near.Any(row => (string?)row["state"] == "closed"));
        }
    }

    [TestCase("from=2026-11-21&to=2026-12-21", "2026-11-21", "2026-12-21")]
    [TestCase("from=2026-03-15&to=2026-12-10", "2026-03-15", "2026-12-10")]
    public async Task The_days_are_those_of_what_is_due_itself(string query, string from, string to)
    {
        var all = await service.Public.ItemsAsync("/deadlines");
        var expected = all.Where(row => string.CompareOrdinal((string?)row["dueOn"], from) >= 0)
            .Where(row => string.CompareOrdinal((string?)row["dueOn"], to) <= 0)
            .Select(Text)
            .ToList();
        Assert.That(expected, Is.Not.Empty);
        Assert.That((await service.Public.ItemsAsync($"/deadlines?{query}")).Select(Text), Is.EqualTo(expected));
    }

    private async Task AddMilestoneAsync(string code, string dueOn, string? party, string? reachedOn)
    {
        var body = new
        {
            title = $"Step of {code}",
            dueOn,
            precision = "day",
            party,
            reachedOn,
        };
        var answer = await service.Admin.SendJsonAsync(HttpMethod.Post, $"/commitments/{code}/milestones", body, "*");
        Assert.That((int)answer.StatusCode, Is.EqualTo(201), await answer.Content.ReadAsStringAsync());
    }

    private static string Text(JsonNode row) =>
        $"{row["type"]} {row["code"]} {row["number"]} {row["dueOn"]} {row["precision"]} {row["state"]} {row["daysLeft"]}";
}
