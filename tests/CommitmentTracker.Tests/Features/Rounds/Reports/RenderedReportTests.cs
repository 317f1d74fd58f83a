using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using CommitmentTracker.Tests.Support;
using CsvHelper;

namespace CommitmentTracker.Tests.Features.Rounds.Reports;

/// <summary>The CSV and the page of a report: whatever people wrote comes through as text and as nothing else.</summary>
internal sealed partial class RenderedReportTests
{
    private const string Party = "VN";

    private static readonly string[] Hostile =
    [
        "<script>alert(1)</script>",
        "</style><img src=x onerror=alert(1)>",
        "=HYPERLINK(\"https://example.org\",\"x\")",
        "+1",
        "-1",
        "@SUM(A1)",
        "a \"quoted\"; one, with a comma",
        "ความคืบหน้าของไทย ລາວ ខ្មែរ မြန်မာ Tiếng Việt 🎉🎉",
        "& &amp; &lt;b&gt; 'single'",
    ];

    private readonly TestService service = TestService.Start(settings: TestService.WithoutReferenceData);

    private string csv;
    private string page;

    [OneTimeSetUp]
    public async Task CloseARoundAsync()
    {
        service.AddMemberState(Party, "Viet Nam <b>");
        service.AddTheme("some_theme");
        await service.AddInstrumentAsync("PLAN-A");
        for (var number = 0; number < Hostile.Length; number++)
        {
            await AddAsync($"H-{number}", Hostile[number], Party);
        }

        await AddAsync("Z-1", "Nobody's");
        await service.OpenRoundAsync("HOSTILE", instruments: "PLAN-A");
        foreach (var view in new[] { "/report.csv", "/report.html" })
        {
            await (await service.Public.SendAsync(HttpMethod.Get, $"/rounds/HOSTILE{view}")).ProblemAsync(409, "round_not_closed");
        }

        await service.CloseRoundAsync("HOSTILE");
        csv = Encoding.UTF8.GetString(await service.BytesAsync("/rounds/HOSTILE/report.csv"));
        page = Encoding.UTF8.GetString(await service.BytesAsync("/rounds/HOSTILE/report.html"));
    }

    [OneTimeTearDown]
    public void Stop() => service.Dispose();

    [Test]
    public void A_row_a_party_and_commitment_comes_back_from_the_csv_as_it_was_written()
    {
        var rows = Rows();
        Assert.That(rows, Has.Count.EqualTo(Hostile.Length + 1));
        for (var number = 0; number < Hostile.Length; number++)
        {
            var row = rows.Single(each => each["commitment"] == $"H-{number}");
            Assert.That(row["title"], Is.EqualTo(AsCell(Hostile[number])));
            Assert.That(row["narrative"], Is.EqualTo(AsCell($"{Hostile[number]}\nand a line\r\nmore")));
            Assert.That((row["party"], row["reportedInPeriod"], row["asOf"]), Is.EqualTo((Party, "yes", "2026-06-30")));
        }

        Assert.That(rows[^1].Where(cell => cell.Value.Length > 0).Select(cell => cell.Key), Does.Not.Contain("party"));
    }

    [Test]
    public void No_cell_of_the_csv_begins_as_a_formula()
    {
        Assert.That(csv, Does.StartWith("\uFEFFround,commitment,"));
        Assert.That(
            Rows().SelectMany(row => row.Values),
            Has.None.Matches<string>(cell => cell!.Length > 0 && "=+-@\t\r".Contains(cell![0], StringComparison.Ordinal))
        );
    }

    [Test]
    public void What_people_wrote_stands_on_the_page_as_text_alone()
    {
        var tags = Tag().Matches(page).Select(match => match.Groups["name"].Value).ToHashSet();
        Assert.That(tags, Has.No.Member("script").And.No.Member("img").And.No.Member("b"));
        var text = WebUtility.HtmlDecode(page)!;
        Assert.That(Hostile, Has.All.Matches<string>(each => text.Contains(each!, StringComparison.Ordinal)));
        Assert.That(page, Does.Contain("ความคืบหน้าของไทย ລາວ ខ្មែរ မြန်မာ Tiếng Việt"), "letters stay letters");
        Assert.That(page, Does.Contain("href=\"https://example.org/?a=1&amp;b=%22\""));
    }

    [Test]
    public async Task The_page_may_take_its_own_style_and_nothing_else()
    {
        var answer = await service.Public.GetAsync(new Uri($"{ApiExtensions.Root}/rounds/HOSTILE/report.html", UriKind.Relative));
        var style = page[(page.IndexOf("<style>", StringComparison.Ordinal) + 7)..page.IndexOf("</style>", StringComparison.Ordinal)];
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)));
        Assert.That(
            answer.Headers.GetValues("Content-Security-Policy").Single(),
            Is.EqualTo($"default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
        );
        Assert.That(answer.Content.Headers.ContentType!.ToString(), Is.EqualTo("text/html; charset=utf-8"));
        Assert.That(page, Does.Not.Match("<[^>]*\\s(style|src|on[a-z]+)="));
    }

    [Test]
    public void Every_table_of_the_page_has_a_caption_and_its_headings_a_scope()
    {
        Assert.That(Count("<table>"), Is.GreaterThan(4).And.EqualTo(Count("<caption>")));
        Assert.That(Count("<th "), Is.Positive.And.EqualTo(Count("<th scope=\"")));
        Assert.That(Count("<th>"), Is.Zero);
        Assert.That(page, Does.Contain("<html lang=\"en\">"));
    }

    private int Count(string text) => page.Split(text).Length - 1;

    private List<Dictionary<string, string>> Rows()
    {
        using var reader = CsvReader.FromText(csv[1..], new CsvReaderOptions { HasHeader = false });
        reader.Read();
        var columns = reader.Current.ToArray();
        var rows = new List<Dictionary<string, string>>();
        while (reader.Read())
        {
            rows.Add(columns.Zip(reader.Current.ToArray()).ToDictionary(pair => pair.First, pair => pair.Second));
        }

        return rows;
    }

    private static string AsCell(string text) => text[0] is '=' or '+' or '-' or '@' ? $"'{text}" : text;

    private async Task AddAsync(string code, string text, params string[] leads)
    {
        var commitment = new
        {
            code,
            title = text,
            description = text,
            kind = "commitment",
            scope = "regional",
            instrument = "PLAN-A",
            theme = "some_theme",
            publication = "published",
            assignments = leads.Select(party => new
            {
                party,
                role = "lead",
                basis = "stated",
            }),
        };
        await service.PostAsync("/commitments", commitment);
        foreach (var party in leads)
        {
            var update = new
            {
                party,
                asOf = "2026-06-30",
                status = "in_progress",
                health = "at_risk",
                healthReason = text,
                narrative = $"{text}\nand a line\r\nmore",
                challenges = text,
                nextStep = text,
                evidence = new[] { new { title = text, url = "https://example.org/?a=1&b=%22" } },
            };
            await service.PostAsync($"/commitments/{code}/progress-updates", update);
        }
    }

    [GeneratedRegex("<(?<name>[a-z][a-z0-9]*)")]
    private static partial Regex Tag();
}
