using System.Text;
using System.Text.Json.Nodes;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Features.Pages;

/// <summary>
/// How much is sent of each page to who is signed in, with the data that is shipped and as much waiting on it as a page shows. What the public
/// reads is held to the same with the pages themselves.
/// </summary>
[Parallelizable(ParallelScope.Self)]
internal sealed class WeightTests
{
    private const int MaxBytes = 100 * 1000;
    private const string MemberState = "VN";
    private const int Returned = 25;
    private const int Waiting = 60;

    private TestService service = null!;
    private string key = "";
    private string[] addresses = [];

    [OneTimeSetUp]
    public async Task Start()
    {
        service = TestService.Start(settings: "RateLimits:Enabled=false");
        key = (string)(await Stage.CreateAsync(service.Admin, "/api-keys", Bodies.Key("focal_point", MemberState)))["key"]!;
        var (waiting, returned) = await SendAsync();
        await OpenRoundAsync("WEIGHED-1", 2025);
        await service.Admin.SendAsync(HttpMethod.Post, "/rounds/WEIGHED-1/close", null, "*");
        await OpenRoundAsync("WEIGHED-2", 2026);
        await service.Admin.SendAsync(HttpMethod.Post, "/rounds/WEIGHED-2/close", null, "*");
        await OpenRoundAsync("WEIGHED-3", 2026);
        addresses =
        [
            .. WebPages.All,
            .. WebPages.SignedIn,
            .. new[] { "returned", "late", "soon", "never", "stale", "waiting" }.Select(list => $"/work?list={list}"),
            $"/commitments/{returned}",
            $"/commitments/{returned}/report",
            $"/progress-updates/{waiting}",
            "/rounds/WEIGHED-2",
            "/rounds/WEIGHED-2?party=VN",
            "/rounds/WEIGHED-2/comparison",
            "/rounds/WEIGHED-3",
            "/rounds/WEIGHED-3?party=VN",
            "/rounds/WEIGHED-3/edit",
            "/rounds/WEIGHED-3/close",
        ];
    }

    [OneTimeTearDown]
    public void Stop() => service.Dispose();

    [Test]
    public async Task Every_page_is_light_for_who_is_signed_in()
    {
        using var focalPoint = service.ClientWith(key);
        Assert.That(
            WebPages.Text(await focalPoint.PageAsync("/work")),
            Does.Contain($"Returned to you {Returned}").And.Contain($"Sent, waits for review {Waiting}")
        );
        Assert.That(WebPages.Text(await service.Admin.PageAsync("/work")), Does.Contain("Page 1 of 2"));
        var weights = new List<(string Page, long Bytes)>();
        foreach (var (who, client) in new[] { ("the secretariat", service.Admin), ("a focal point", focalPoint) })
        {
            foreach (var (address, language) in addresses.SelectMany(each => new[] { (each, "en"), (each, "vi") }))
            {
                using var answer = await client.BrowseAsync(address, ("Accept-Language", language));
                Assert.That((int)answer.StatusCode, Is.LessThan(500), address);
                weights.Add(($"{address} of {who} in {language}", (await answer.Content.ReadAsByteArrayAsync()).Length));
            }
        }

        Tell(weights);
        Assert.That(weights.Where(each => each.Bytes >= MaxBytes), Is.Empty);
    }

    [Test]
    public async Task An_import_is_light_however_much_it_tells()
    {
        using var visitor = await PageVisitor.SignedInAsync(service, TestService.AdminKey);
        var weights = new List<(string Page, long Bytes)>();
        foreach (var language in new[] { "en", "vi" })
        {
            using var chosen = await visitor.GetAsync($"/language/{language}?to=/import");
            await AddAsync("updates with errors", Updates("nearly"), "progressUpdates");
            await AddAsync("updates with changes", Updates("in_progress"), "progressUpdates");
            await AddAsync("commitments with changes", await CommitmentsAsync(" and so on", ""), "commitments");
            await AddAsync("commitments with errors", await CommitmentsAsync("", "-"), "commitments");

            async Task AddAsync(string name, string sheet, string of)
            {
                using var answer = await visitor.UploadAsync(Encoding.UTF8.GetBytes(sheet), "sheet.csv", of);
                var page = await answer.Content.ReadAsByteArrayAsync();
                Assert.That(Encoding.UTF8.GetString(page), Does.Contain("<tr><th scope=\"row\">"), name);
                weights.Add(($"{name}, {sheet.Length} bytes of them, in {language}", page.Length));
            }
        }

        Tell(weights);
        Assert.That(weights.Where(each => each.Bytes >= MaxBytes), Is.Empty);
    }

    private static void Tell(List<(string Page, long Bytes)> weights)
    {
        foreach (var (page, bytes) in weights.OrderByDescending(each => each.Bytes).Take(12))
        {
            TestContext.Out.WriteLine($"{bytes, 7} {page}");
        }
    }

    /// <summary>A report on each of 250 rows.</summary>
    private static string Updates(string status) =>
        "commitment,party,asOf,status,narrative\n"
        + string.Concat(
            Enumerable
                .Range(0, 250)
                .Select(day => new DateOnly(2026, 1, 1).AddDays(day))
                .Select(day => $"HND-10,{MemberState},{day:yyyy-MM-dd},{status},Guidance was drafted and put to the agencies concerned\n")
        );

    /// <summary>All that is shipped, with something added to each title, description and source, and to each code of a theme.</summary>
    private async Task<string> CommitmentsAsync(string toTexts, string toCodes)
    {
        using var answer = await service.Admin.GetAsync(new Uri("/api/v1/commitments.csv", UriKind.Relative));
        var rows = CsvText.Rows(await answer.Content.ReadAsStringAsync());
        var header = rows[0].ToList();
        foreach (var row in rows.Skip(1))
        {
            foreach (var column in new[] { "title", "description", "verb" }.Select(name => header.IndexOf(name)).Where(index => index >= 0))
            {
                row[column] += toTexts;
            }

            foreach (var column in new[] { "theme", "kind", "scope" }.Select(name => header.IndexOf(name)).Where(index => index >= 0))
            {
                row[column] += toCodes;
            }
        }

        return string.Concat(rows.Select(row => string.Join(',', row.Select(cell => $"\"{cell.Replace("\"", "\"\"")}\"")) + "\n"));
    }

    /// <summary>Reports of all that the member state owes, some of which go back: an id that waits, and a commitment whose report went back.</summary>
    private async Task<(string Waiting, string Returned)> SendAsync()
    {
        using var focalPoint = service.ClientWith(key);
        var owed = await service.Admin.GetJsonAsync($"/assignments?memberState={MemberState}&kind=commitment&limit=200");
        var codes = owed["items"]!.AsArray().Select(each => (string)each!["code"]!).ToList();
        var ids = new List<string>();
        foreach (var code in codes.Take(Returned))
        {
            var id = await ReportAsync(code, "2026-10-01");
            var body = new { reason = string.Concat(Enumerable.Repeat("Please name the circular that was issued. ", 5)) };
            using var answer = await service.Admin.SendJsonAsync(HttpMethod.Post, $"/progress-updates/{id}/return", body);
            Assert.That((int)answer.StatusCode, Is.EqualTo(200));
        }

        for (var number = 0; number < Waiting; number++)
        {
            var rest = codes.Count - Returned;
            ids.Add(await ReportAsync(codes[Returned + number % rest], $"2026-09-{1 + number / rest:00}"));
        }

        return (ids[0], codes[0]);

        async Task<string> ReportAsync(string code, string asOf) =>
            (string)(await Stage.CreateAsync(focalPoint, $"/commitments/{code}/progress-updates", Bodies.Report(MemberState, asOf)))["id"]!;
    }

    private Task<JsonNode> OpenRoundAsync(string code, int year) =>
        Stage.CreateAsync(
            service.Admin,
            "/rounds",
            Bodies
                .Round(code)
                .With(
                    ("instruments", new JsonArray("HANOI-2026", "ADM-2030")),
                    ("period", new JsonObject { ["from"] = $"{year}-01-01", ["to"] = $"{year}-12-31" }),
                    ("closesOn", $"{year + 1}-01-31")
                )
        );
}
