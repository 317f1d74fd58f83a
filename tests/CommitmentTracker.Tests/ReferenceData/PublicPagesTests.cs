using System.Text.Json.Nodes;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.ReferenceData;

/// <summary>What was read on public pages in November 2026 stands as it was read: who owes it, by when, and what is known of it.</summary>
internal sealed class PublicPagesTests
{
    private const string Eleven = "BN ID KH LA MM MY PH SG TH TL VN";
    private const string TenOfSeptember2025 = "BN ID KH LA MM MY PH SG TH VN";

    private TestService service = null!;

    [OneTimeSetUp]
    public void Start() => service = TestService.Start();

    [OneTimeTearDown]
    public void Stop() => service.Dispose();

    [TestCase("A6-02", "ADGMIN-6", "ADGMIN", "", "stated", "in_progress")]
    [TestCase("A6-04", "ADM-2025", "", "", "", "not_reported")]
    [TestCase("CAB-01", "CABLE-GUIDELINES-2026", "ADGMIN", "", "stated", "completed")]
    [TestCase("CAB-02", "CABLE-GUIDELINES-2026", Eleven, "", "inferred", "not_reported")]
    [TestCase("CAB-03", "CABLE-GUIDELINES-2026", Eleven, "", "stated", "not_reported")]
    [TestCase("PART-JP-26", "JP-WORKPLAN-2026", $"{Eleven} JAPAN", "", "stated", "not_reported")]
    [TestCase("PART-JP-AI", "JP-AI-STATEMENT-2026", $"{Eleven} JAPAN", "", "stated", "not_reported")]
    [TestCase("SCAM-04", "SCAM-DECLARATION-2025", TenOfSeptember2025, "", "stated", "not_reported")]
    [TestCase("TL-01", "SUMMIT-46", "ACC", "ASEC", "stated", "not_reported")]
    [TestCase("PM-1.5", "ADGMIN-6", "VN", "", "inferred", "not_reported")]
    public async Task Each_has_its_owners_and_a_status_only_where_one_is_known(
        string code,
        string instrument,
        string leads,
        string supports,
        string basis,
        string status
    )
    {
        var commitment = await ReadAsync($"/commitments/{code}");
        var assignments = commitment["assignments"]!.AsArray().Select(each => each!).ToList();
        Assert.That((string?)commitment["instrument"]!["code"], Is.EqualTo(instrument));
        Assert.That(Parties(assignments, "lead"), Is.EquivalentTo(Words(leads)));
        Assert.That(Parties(assignments, "support"), Is.EquivalentTo(Words(supports)));
        Assert.That(assignments.Select(each => (string?)each["basis"]), Is.All.EqualTo(basis));
        Assert.That(assignments.Select(each => (string?)each["status"]), Is.All.EqualTo(status));
        Assert.That((string?)commitment["status"], Is.EqualTo(status));
    }

    [Test]
    public async Task Only_the_work_plan_with_Japan_has_a_deadline_the_year_that_it_is_of()
    {
        foreach (var code in Expected.PublicEvidence.Select(each => each.Item).Distinct().Where(IsCommitmentOfTheirs))
        {
            var deadline = (await ReadAsync($"/commitments/{code}"))["deadline"]!;
            var said = $"{deadline["dueOn"]} {deadline["precision"]} {deadline["basis"]}";
            Assert.That(said, Is.EqualTo(code == "PART-JP-26" ? "2026-12-31 year stated" : "  none"), code);
        }
    }

    [TestCase("CABLE-GUIDELINES-2026", "guide", "non_binding", "2026-01-16")]
    [TestCase("JP-WORKPLAN-2026", "plan", "not_stated", "2026-01-15")]
    [TestCase("JP-AI-STATEMENT-2026", "declaration", "not_stated", "2026-01-15")]
    [TestCase("SCAM-DECLARATION-2025", "declaration", "not_stated", "2025-09-10")]
    [TestCase("SUMMIT-46", "meeting", "not_stated", null)]
    public async Task Each_instrument_has_its_kind_and_the_day_of_its_adoption(string code, string kind, string nature, string? adoptedOn)
    {
        var instrument = await ReadAsync($"/instruments/{code}");
        Assert.That((string?)instrument["kind"], Is.EqualTo(kind));
        Assert.That((string?)instrument["nature"], Is.EqualTo(nature));
        Assert.That((string?)instrument["adoptedOn"], Is.EqualTo(adoptedOn));
        Assert.That((string?)instrument["adoptedPrecision"], Is.EqualTo(adoptedOn is null ? null : "day"));
    }

    [TestCase("WG-SUBMARINE-CABLES", "IMDA")]
    [TestCase("WG-AS", "led by Thailand")]
    [TestCase("WG-AI", "since 2024")]
    [TestCase("JAPAN", "dialogue partner")]
    [TestCase("ACC", "46th ASEAN Summit")]
    [TestCase("AMMTC", "Cybercrime and Online Scams")]
    public async Task Each_body_is_one_that_a_source_names(string code, string words)
    {
        var body = await ReadAsync($"/bodies/{code}");
        Assert.That((string?)body["basis"], Is.EqualTo("stated"));
        Assert.That((string?)body["description"], Does.Contain(words));
    }

    [Test]
    public async Task The_signing_of_the_framework_agreement_rests_on_two_sources_and_is_still_not_done()
    {
        var signing = await ReadAsync("/commitments/DEFA-02");
        Assert.That(signing["sources"]!.AsArray(), Has.Count.EqualTo(2));
        Assert.That((string?)signing["status"], Is.EqualTo("in_progress"));
        Assert.That((string?)signing["deadline"]!["dueOn"], Is.EqualTo("2026-12-31"));
    }

    private Task<JsonNode> ReadAsync(string path) => service.Public.GetJsonAsync(path);

    private static bool IsCommitmentOfTheirs(string item) => item != "DEFA-02" && Expected.Codes.Any(each => each.Code == item);

    private static IEnumerable<string?> Parties(IEnumerable<JsonNode> assignments, string role) =>
        assignments.Where(each => (string?)each["role"] == role).Select(each => (string?)each["party"]);

    private static string[] Words(string parties) => parties.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
