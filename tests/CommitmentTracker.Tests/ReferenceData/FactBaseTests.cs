using System.Text.Json.Nodes;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.ReferenceData;

/// <summary>What the public reads after the first start is the fact base.</summary>
internal sealed class FactBaseTests
{
    private TestService service = null!;

    [OneTimeSetUp]
    public void Start() => service = TestService.Start();

    [OneTimeTearDown]
    public void Stop() => service.Dispose();

    [Test]
    public async Task Every_code_is_there_with_its_kind_and_nothing_else()
    {
        var items = await ItemsAsync("/commitments?limit=200&fields=code,kind");
        Assert.That(items.Select(each => (Code(each), (string)each["kind"]!)), Is.EquivalentTo(Expected.Codes));
    }

    [Test]
    public async Task Each_item_of_the_declaration_is_owed_by_all_eleven_member_states_by_the_end_of_2030()
    {
        foreach (var code in Expected.Codes.Where(each => each.Kind == "commitment").Select(each => each.Code).Where(IsOfDeclaration))
        {
            var commitment = await CommitmentAsync(code);
            var leads = commitment["assignments"]!.AsArray().Where(each => (string?)each!["role"] == "lead").ToList();
            Assert.That(leads.Select(each => (string?)each!["partyKind"]), Is.EqualTo(Enumerable.Repeat("member_state", 11)), code);
            Assert.That((string?)commitment["deadline"]!["dueOn"], Is.EqualTo("2030-12-31"), code);
            Assert.That((string?)commitment["deadline"]!["precision"], Is.EqualTo("year"), code);
            Assert.That((string?)commitment["deadline"]!["basis"], Is.EqualTo("inherited"), code);
        }
    }

    [Test]
    public async Task Of_the_anti_scam_guide_nobody_has_reported_anything()
    {
        var commitment = await CommitmentAsync("HND-10");
        var statuses = commitment["assignments"]!.AsArray().Select(each => (string?)each!["status"]);
        Assert.That(statuses, Is.EqualTo(Enumerable.Repeat("not_reported", 11)));
        Assert.That((string?)commitment["status"], Is.EqualTo("not_reported"));
        Assert.That((string?)commitment["freshness"], Is.EqualTo("none"));
    }

    [Test]
    public async Task The_masterplan_was_adopted_on_the_day_that_the_later_source_gives()
    {
        var commitment = await CommitmentAsync("HND-01");
        Assert.That((string?)commitment["status"], Is.EqualTo("completed"));
        Assert.That((string?)commitment["deadline"]!["state"], Is.EqualTo("met"));
        Assert.That((string?)commitment["assignments"]![0]!["lastReportedOn"], Is.EqualTo("2026-01-16"));
        Assert.That(commitment["alsoUnder"]!.AsArray().Select(each => (string?)each), Is.EqualTo(["ADM-2030"]));
    }

    [Test]
    public async Task The_talks_on_the_framework_agreement_are_concluded()
    {
        var commitment = await CommitmentAsync("DEFA-01");
        Assert.That((string?)commitment["status"], Is.EqualTo("completed"));
        Assert.That((string?)commitment["deadline"]!["state"], Is.EqualTo("met"));
    }

    [TestCase("2026-12-31", false)]
    [TestCase("2027-01-01", true)]
    public async Task Its_signing_is_under_way_and_late_only_when_the_next_year_begins(string asOf, bool isOverdue)
    {
        var commitment = await CommitmentAsync($"DEFA-02?asOf={asOf}");
        Assert.That((string?)commitment["status"], Is.EqualTo("in_progress"));
        Assert.That((string?)commitment["deadline"]!["state"] == "overdue", Is.EqualTo(isOverdue));
    }

    [Test]
    public async Task Only_the_plan_for_2025_is_overdue()
    {
        var items = await ItemsAsync("/commitments?deadlineState=overdue");
        Assert.That(items.Select(Code), Is.EqualTo(["BKK-02"]));
    }

    [Test]
    public async Task What_does_not_bind_has_no_deadline()
    {
        var items = await ItemsAsync("/commitments?kind=proposal,discussion,informational&limit=200");
        Assert.That(items.Select(each => (string?)each["deadline"]!["state"]), Is.All.EqualTo("no_deadline"));
    }

    [Test]
    public async Task Timor_Leste_owns_nothing_from_before_it_joined()
    {
        var items = await ItemsAsync("/commitments?party=TL&limit=200");
        Assert.That(items.Select(each => Code(each).Split('-')[0]).Distinct(), Is.EquivalentTo(["AIN", "CAB", "DEFA", "HND", "PART"]));
        var reports = await service.Public.GetJsonAsync("/commitments/DEFA-01/progress-updates?limit=200");
        var days = reports["items"]!.AsArray().Where(each => (string?)each!["party"] == "TL").Select(each => (string?)each!["asOf"]);
        Assert.That(days, Is.All.GreaterThan("2025-10-26").And.Not.Empty);
    }

    [Test]
    public async Task Its_words_can_be_found()
    {
        var items = await ItemsAsync("/commitments?q=submarine");
        Assert.That(items.Select(Code), Does.Contain("HND-08").And.Contain("BI-TH-1"));
    }

    private Task<JsonNode> CommitmentAsync(string codeAndQuery) => service.Public.GetJsonAsync($"/commitments/{codeAndQuery}");

    private async Task<IReadOnlyList<JsonNode>> ItemsAsync(string path) =>
        [.. (await service.Public.GetJsonAsync(path))["items"]!.AsArray().Select(each => each!)];

    private static string Code(JsonNode item) => (string)item["code"]!;

    private static bool IsOfDeclaration(string code) => code.StartsWith("HND-", StringComparison.Ordinal);
}
