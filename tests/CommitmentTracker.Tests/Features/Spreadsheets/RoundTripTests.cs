using System.Text;
using CommitmentTracker.Spreadsheets;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Features.Spreadsheets;

internal sealed class RoundTripTests
{
    private const string Header = "code,title,description,kind,scope,instrument,theme,publication\r\n";

    private static readonly string[] Nasty =
    [
        """=HYPERLINK("http://x")""",
        "+1",
        "-1",
        "@x",
        "'quoted",
        "''twice",
        "'=both",
        string.Concat(Enumerable.Repeat("🎉", 40)),
        """a "quoted"; one""",
        "Nghị quyết về chuyển đổi số",
        "แผนแม่บทดิจิทัลอาเซียน",
        "ແຜນແມ່ບົດດິຈິຕອນ",
        "ဒီဂျစ်တယ် ပင်မစီမံကိန်း",
        "ផែនការមេឌីជីថល",
        "a | b \\ c",
        "_x0041_ and \uFFFE, <b>&amp;",
    ];

    [TestCase("commitments", "/commitments.csv", SheetExtensions.Csv)]
    [TestCase("progressUpdates", "/progress-updates.csv", SheetExtensions.Csv)]
    [TestCase("commitments", "/commitments.xlsx", SheetExtensions.Xlsx)]
    [TestCase("progressUpdates", "/progress-updates.xlsx", SheetExtensions.Xlsx)]
    public async Task The_reference_data_comes_back_byte_for_byte_and_nothing_changes(string kind, string path, string mediaType)
    {
        using var service = TestService.Start();
        var exported = await service.Admin.GetBytesAsync(path);
        var rehearsed = await service.Admin.ImportAsync($"of={kind}&dryRun=true", exported, mediaType).DoneAsync();
        Assert.That(rehearsed["changes"]!.AsArray(), Is.Empty);
        var import = await service.Admin.ImportAsync($"of={kind}", exported, mediaType).DoneAsync();
        Assert.That(import.Count("unchanged"), Is.EqualTo(import.Count("rows")));
        Assert.That(import.Count("rows"), Is.GreaterThan(40));
        Assert.That(await service.Admin.GetBytesAsync(path), Is.EqualTo(exported));
    }

    [TestCase("csv", SheetExtensions.Csv)]
    [TestCase("xlsx", SheetExtensions.Xlsx)]
    public async Task Nasty_texts_go_out_in_and_into_another_tracker_unharmed(string form, string mediaType)
    {
        using var service = TestService.Start();
        await FillAsync(service);
        var exported = await service.Admin.GetBytesAsync($"/commitments.{form}");
        var updates = await service.Admin.GetBytesAsync($"/progress-updates.{form}");

        using var other = TestService.Start();
        await other.Admin.ImportAsync("of=commitments", exported, mediaType).DoneAsync();
        await other.Admin.ImportAsync("of=progressUpdates", updates, mediaType).DoneAsync();
        Assert.That(await other.Admin.GetBytesAsync($"/commitments.{form}"), Is.EqualTo(exported));
        Assert.That(await other.Admin.GetBytesAsync($"/progress-updates.{form}"), Is.EqualTo(updates));
        for (var index = 0; index < Nasty.Length; index++)
        {
            var commitment = await other.Admin.GetJsonAsync($"/commitments/NASTY-{index}");
            Assert.That((string?)commitment["title"], Is.EqualTo(Nasty[index]));
            Assert.That((string?)commitment["description"], Is.EqualTo(Description(index)));
            Assert.That((string?)commitment["sources"]![0]!["fragment"], Is.EqualTo(Description(index)));
        }
    }

    [Test]
    public async Task No_cell_begins_with_what_a_spreadsheet_takes_for_a_formula()
    {
        using var service = TestService.Start();
        await FillAsync(service);
        foreach (var path in new[] { "/commitments.csv", "/assignments.csv", "/progress-updates.csv" })
        {
            var text = Encoding.UTF8.GetString(await service.Admin.GetBytesAsync(path));
            using var reader = CsvHelper.CsvReader.FromText(text, new CsvHelper.CsvReaderOptions { HasHeader = false });
            while (reader.Read())
            {
                var cells = reader.Current.ToArray().Where(cell => cell.Length > 0);
                Assert.That(cells.Where(cell => "=+-@\t\r".Contains(cell[0], StringComparison.Ordinal)), Is.Empty);
            }
        }
    }

    [Test]
    public async Task A_changed_deadline_needs_its_reason_and_is_told_with_it()
    {
        using var service = TestService.Start();
        const string Sheet = "code,title,kind,scope,instrument,theme,dueOn,precision,deadlineBasis,deadlineReason\r\n";
        const string Row = "AB-1,T,commitment,regional,HANOI-2026,coordination,";
        await service.Admin.ImportAsync("of=commitments", $"{Sheet}{Row}2027-01-01,day,stated,\r\n").DoneAsync();
        Assert.That(
            await service.Admin.ImportAsync("of=commitments", $"{Sheet}{Row}2027-02-01,day,stated,\r\n").ErrorsAsync(),
            Is.EqualTo(["2 deadlineReason invalid_value"])
        );
        await service.Admin.ImportAsync("of=commitments", $"{Sheet}{Row}2027-02-01,day,stated,Postponed\r\n").DoneAsync();
        var deadline = await service.Admin.GetJsonAsync("/commitments/AB-1/deadline");
        Assert.That(deadline.ToJsonString(), Does.Contain("Postponed"));
    }

    [Test]
    public async Task A_row_that_changed_since_its_export_is_refused_where_it_would_change_something()
    {
        using var service = TestService.Start();
        await service
            .Admin.ImportAsync("of=commitments", Header + "AB-1,First,,commitment,regional,HANOI-2026,coordination,\r\n")
            .DoneAsync();
        var exported = Encoding.UTF8.GetString(await service.Admin.GetBytesAsync("/commitments.csv?q=AB-1"));
        var tag = await service.Admin.TagAsync("/commitments/AB-1");
        await service.Admin.SendJsonAsync(HttpMethod.Patch, "/commitments/AB-1", new { title = "Second" }, tag);
        Assert.That(
            await service.Admin.ImportAsync("of=commitments", exported.Replace("First", "Third", StringComparison.Ordinal)).ErrorsAsync(),
            Is.EqualTo(["2 fingerprint version_stale"])
        );
    }

    [Test]
    public void Whatever_a_cell_says_the_guard_comes_off_again()
    {
        foreach (var text in Nasty.Concat(["", "'", "''", "'x", "\tx", "\rx", "\nx", "plain", "＝x"]))
        {
            Assert.That(CellText.Unguard(CellText.Guard(text)), Is.EqualTo(text));
        }
    }

    private static string Description(int index) => $"{Nasty[index]}\r\nATTENDEE:mailto:x@example.org\n\t{Nasty[index]}";

    private static async Task FillAsync(TestService service)
    {
        for (var index = 0; index < Nasty.Length; index++)
        {
            var commitment = new
            {
                code = $"NASTY-{index}",
                title = Nasty[index],
                description = Description(index),
                kind = "commitment",
                verb = Nasty[index],
                scope = "regional",
                instrument = "HANOI-2026",
                alsoUnder = new[] { "ADM-2030" },
                theme = "coordination",
                publication = "published",
                deadline = new
                {
                    dueOn = "2027-05-05",
                    precision = "quarter",
                    basis = "decided",
                    source = Nasty[index],
                },
                assignments = new object[]
                {
                    new
                    {
                        party = "VN",
                        role = "lead",
                        basis = "stated",
                    },
                    new
                    {
                        party = "TH",
                        role = "support",
                        basis = "inferred",
                    },
                },
                sources = new[]
                {
                    new
                    {
                        document = Nasty[index],
                        fragment = Description(index),
                        grade = "primary",
                        url = "https://example.org/a|b",
                    },
                },
            };
            Assert.That((int)(await service.Admin.SendJsonAsync(HttpMethod.Post, "/commitments", commitment)).StatusCode, Is.EqualTo(201));
            var milestone = new
            {
                title = Nasty[index],
                dueOn = "2027-01-01",
                precision = "day",
                party = "VN",
            };
            var path = $"/commitments/NASTY-{index}";
            await service.Admin.SendJsonAsync(HttpMethod.Post, path + "/milestones", milestone, await service.Admin.TagAsync(path));
            var update = new
            {
                party = "VN",
                asOf = "2026-10-01",
                status = "in_progress",
                percent = 40,
                health = "at_risk",
                healthReason = Nasty[index],
                narrative = Description(index),
                nextStep = Nasty[index],
                evidence = new[] { new { title = Nasty[index], url = "https://example.org/" } },
            };
            var reported = await service.Admin.SendJsonAsync(HttpMethod.Post, path + "/progress-updates", update);
            Assert.That((int)reported.StatusCode, Is.EqualTo(201), await reported.Content.ReadAsStringAsync());
        }
    }
}
