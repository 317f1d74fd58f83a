using System.Text.Json.Nodes;
using CommitmentTracker.Data;
using CommitmentTracker.Data.Engines.Sqlite;
using CommitmentTracker.Data.Facts;
using CommitmentTracker.Domain;
using CommitmentTracker.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace CommitmentTracker.Tests.ReferenceData;

/// <summary>Every record says what it rests on, in the words of the documents.</summary>
internal sealed class EvidenceTests
{
    private const string SourcesSql = """
        select sources from commitments
        union all select sources from instruments
        union all select sources from bodies
        union all select sources from member_states
        """;

    private static readonly Dictionary<string, string> Titles = CsvRows
        .Read(ReferenceFiles.Embedded, "documents.csv", 1, "code", "title", "publisher", "published_on", "grade", "url")
        .ToDictionary(row => row.Text("code", 60), row => row.Text("title", Source.DocumentMaxLength));

    private TestService service = null!;

    [OneTimeSetUp]
    public void Start() => service = TestService.Start();

    [OneTimeTearDown]
    public void Stop() => service.Dispose();

    [Test]
    public async Task Every_quotation_of_the_fact_base_stands_in_some_record_and_no_other_one_does()
    {
        var store = service.Services.GetRequiredService<Store>();
        var lists = await store.ReadAsync(session => session.QueryAsync<string>(SourcesSql), CancellationToken.None);
        var shown = lists.SelectMany(Stored.ParseList<Source>).Select(source => (source.Document, source.Fragment)).Distinct();
        Assert.That(Expected.Evidence, Has.Count.EqualTo(99));
        Assert.That(Expected.PublicEvidence, Has.Count.EqualTo(17));
        var expected = Expected
            .Evidence.Select(each => (Titles[each.Document], each.Fragment))
            .Concat(Expected.PublicEvidence.Select(each => (each.Citation, each.Fragment)));
        Assert.That(shown, Is.EquivalentTo(expected));
    }

    [TestCaseSource(typeof(Expected), nameof(Expected.PublicEvidence))]
    public async Task A_quotation_of_a_public_page_stands_in_its_record_with_page_date_and_grade(PublicQuotation quotation)
    {
        var source = await SourceAsync(quotation);
        Assert.That((string?)source["document"], Is.EqualTo(quotation.Citation));
        Assert.That((string?)source["grade"], Is.EqualTo(quotation.Grade));
        Assert.That((string?)source["url"], Is.EqualTo(quotation.Url));
    }

    [Test]
    public async Task A_quotation_that_shows_a_commitment_stands_in_it()
    {
        var codes = Expected.Codes.Select(each => each.Code).ToHashSet();
        foreach (var (item, _, fragment) in Expected.Evidence)
        {
            var code = item.TrimEnd('b');
            if (codes.Contains(code))
            {
                var commitment = await service.Public.GetJsonAsync($"/commitments/{code}");
                Assert.That(Fragments(commitment), Does.Contain(fragment), item);
            }
        }
    }

    [Test]
    public async Task No_commitment_is_without_a_source()
    {
        var list = await service.Public.GetJsonAsync("/commitments?limit=200&fields=sources");
        Assert.That(list["items"]!.AsArray().Select(each => Fragments(each!).Count()), Is.All.GreaterThan(0));
    }

    [Test]
    public async Task A_commentary_is_secondary_evidence_and_says_where_it_can_be_read()
    {
        var source = (await service.Public.GetJsonAsync("/commitments/AIN-01"))["sources"]![0]!;
        Assert.That((string?)source["grade"], Is.EqualTo("secondary"));
        Assert.That((string?)source["url"], Does.StartWith("https://mst.gov.vn/"));
    }

    /// <summary>Of the one record, of whatever type, that has the code which the quotation names.</summary>
    private async Task<JsonNode> SourceAsync(PublicQuotation quotation)
    {
        var sources = new List<JsonNode?>();
        foreach (var type in new[] { "commitments", "instruments", "bodies" })
        {
            var answer = await service.Public.GetAsync(new Uri($"/api/v1/{type}/{quotation.Item}", UriKind.Relative));
            if (answer.IsSuccessStatusCode)
            {
                sources.AddRange((await answer.JsonAsync())["sources"]!.AsArray());
            }
        }

        return sources.Single(each => (string?)each!["fragment"] == quotation.Fragment)!;
    }

    private static IEnumerable<string?> Fragments(JsonNode commitment) =>
        commitment["sources"]!.AsArray().Select(each => (string?)each!["fragment"]);
}
