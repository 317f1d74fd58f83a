using System.Text.Json.Nodes;
using CommitmentTracker.Tests.Features.Rounds;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Features.Spreadsheets;

internal sealed class ReportingSheetTests
{
    private static readonly string[] MemberStates = ["BN", "ID", "KH", "LA", "MM", "MY", "PH", "SG", "TH", "TL", "VN"];

    private TestService service = null!;

    [SetUp]
    public async Task Start()
    {
        service = TestService.Start(settings: TestService.WithoutReferenceData);
        Array.ForEach(MemberStates, code => service.AddMemberState(code));
        service.AddTheme("some_theme");
        await service.AddBodyAsync("WG-ONE");
        await service.AddInstrumentAsync("PLAN-A");
        foreach (var code in new[] { "A-1", "A-2", "A-3", "A-4" })
        {
            await service.AddCommitmentAsync(code, "PLAN-A", "some_theme", null, "VN", "TH");
        }

        await service.OpenRoundAsync("YEAR", "2026-03-01", "2026-12-31", "PLAN-A");
        await service.ReportAsync("A-1", "VN", "2026-04-01");
        await service.PostAsync(
            "/commitments/A-2/progress-updates",
            new
            {
                party = "VN",
                asOf = "2026-01-15",
                status = "in_progress",
                percent = 40,
                narrative = "Before the period",
            }
        );
    }

    [TearDown]
    public void Stop() => service.Dispose();

    [Test]
    public async Task Opened_filled_in_and_imported_it_reports_for_the_round()
    {
        Assert.That(await MissingAsync("VN"), Is.EqualTo("A-2 A-3 A-4"));
        var path = await SavedAsync("VN");
        const string Script = """
            book = openpyxl.load_workbook(path)
            rows = book.worksheets[0]
            assert rows['A1'].value.startswith('# State VN, YEAR: fill in asOf (a day from 2026-03-01 to 2026-12-31'), rows['A1'].value
            assert rows.freeze_panes == 'A3', rows.freeze_panes
            header = [cell.value for cell in rows[2]]
            for row in rows.iter_rows(min_row=3):
                print(*[str(cell.value) for cell in row if cell.value is not None], sep=' ', end='; ')
            days = [each for each in rows.data_validations.dataValidation if each.type == 'date']
            start = openpyxl.utils.datetime.from_excel(int(days[0].formula1)), openpyxl.utils.datetime.from_excel(int(days[0].formula2))
            assert start == (datetime.datetime(2026, 3, 1), datetime.datetime(2026, 12, 31)), start
            def put(row, column, value): rows.cell(row, header.index(column) + 1).value = value
            put(3, 'asOf', datetime.date(2026, 10, 1))
            put(3, 'percent', 60)
            put(3, 'narrative', 'More of it is done.')
            put(4, 'asOf', datetime.date(2026, 10, 1))
            put(4, 'status', 'not_started')
            put(4, 'nilReturn', 'true')
            book.save(path)
            """;
        var rows = await Openpyxl.RunAsync(Script, path);
        Assert.That(rows, Is.EqualTo("A-2 Commitment A-2 VN in_progress 40; A-3 Commitment A-3 VN; A-4 Commitment A-4 VN; "));

        var rehearsed = await ImportAsync(path, "&dryRun=true");
        Assert.That((rehearsed.Count("created"), rehearsed.Count("unchanged")), Is.EqualTo((2, 1)));
        Assert.That(Warnings(rehearsed), Is.EqualTo(["5 asOf"]));
        Assert.That(await MissingAsync("VN"), Is.EqualTo("A-2 A-3 A-4"));

        await ImportAsync(path, "");
        Assert.That(await MissingAsync("VN"), Is.EqualTo("A-4"));
        Assert.That(await MissingAsync("TH"), Is.EqualTo("A-1 A-2 A-3 A-4"));
        var reported = (await service.Admin.GetJsonAsync("/progress-updates?commitment=A-2&party=VN"))["items"]!.AsArray();
        Assert.That(reported.Select(update => (int?)update!["percent"]), Is.EquivalentTo(new int?[] { 40, 60 }));
    }

    [Test]
    public async Task Sent_back_as_it_was_handed_out_it_reports_nothing()
    {
        var import = await ImportAsync(await SavedAsync("VN"), "");
        Assert.That((import.Count("rows"), import.Count("unchanged")), Is.EqualTo((3, 3)));
        Assert.That(Warnings(import), Is.EqualTo(["3 asOf", "4 asOf", "5 asOf"]));
        Assert.That(await MissingAsync("VN"), Is.EqualTo("A-2 A-3 A-4"));
    }

    [TestCase("put(3, 'percent', 50)", "3 asOf invalid_value 3 narrative invalid_value")]
    [TestCase("put(3, 'narrative', 'Something is done')", "3 asOf invalid_value")]
    [TestCase("put(3, 'asOf', datetime.date(2026, 10, 1))", "3 narrative invalid_value")]
    [TestCase("put(4, 'asOf', datetime.date(2026, 10, 1))", "4 status invalid_value 4 narrative invalid_value")]
    [TestCase("put(3, 'nilReturn', 'perhaps')", "3 nilReturn invalid_value 3 asOf invalid_value")]
    [TestCase("put(3, 'party', 'SG')", "3 asOf invalid_value 3 narrative invalid_value")]
    public async Task A_row_that_was_filled_in_by_half_is_refused(string change, string errors)
    {
        var path = await SavedAsync("VN");
        var script = $"""
            book = openpyxl.load_workbook(path)
            rows = book.worksheets[0]
            def put(row, column, value): rows.cell(row, [cell.value for cell in rows[2]].index(column) + 1).value = value
            {change}
            book.save(path)
            """;
        await Openpyxl.RunAsync(script, path);
        var sheet = await File.ReadAllBytesAsync(path);
        Assert.That(
            string.Join(' ', await service.Admin.ImportAsync("of=progressUpdates", sheet, SheetExtensions.Xlsx).ErrorsAsync()),
            Is.EqualTo(errors)
        );
    }

    [Test]
    public async Task LibreOffice_saves_it_as_it_was_handed_out()
    {
        var saved = await LibreOffice.ConvertAsync(await SheetAsync("VN"), "xlsx", "xlsx");
        var import = await service.Admin.ImportAsync("of=progressUpdates", saved, SheetExtensions.Xlsx).DoneAsync();
        Assert.That((import.Count("rows"), import.Count("unchanged")), Is.EqualTo((3, 3)));
    }

    [Test]
    public async Task Who_has_reported_all_or_owes_nothing_gets_a_sheet_without_rows_that_says_so()
    {
        foreach (var party in new[] { "SG", "wg-one" })
        {
            var path = await SavedAsync(party);
            const string Script = "print(*[row[0].value for row in openpyxl.load_workbook(path).worksheets[0].iter_rows()], sep='; ')";
            var text = await Openpyxl.RunAsync(Script, path);
            Assert.That(text.Trim(), Does.EndWith(", YEAR: nothing is left to report.; commitment"));
            Assert.That((await ImportAsync(path, "")).Count("rows"), Is.Zero);
        }
    }

    [TestCase("?party=VNM", "invalid_parameter")]
    [TestCase("?party=VN,TH", "invalid_parameter")]
    [TestCase("?party=", "invalid_parameter")]
    [TestCase("", "invalid_parameter")]
    public async Task Without_one_party_that_there_is_it_is_refused(string query, string code) =>
        await (await service.Public.SendAsync(HttpMethod.Get, $"/rounds/YEAR/sheet.xlsx{query}")).ProblemAsync(400, code);

    [Test]
    public async Task An_unknown_party_is_told_the_known_ones()
    {
        using var answer = await service.Public.SendAsync(HttpMethod.Get, "/rounds/YEAR/sheet.xlsx?party=VNM");
        var problem = await answer.ProblemAsync(400, "invalid_parameter");
        Assert.That((string?)problem["errors"]!["party"]![0], Does.Contain(string.Join(", ", MemberStates)).And.Contain("WG-ONE"));
    }

    [Test]
    public async Task There_is_none_of_a_round_that_is_closed_or_does_not_exist()
    {
        await service.CloseRoundAsync("YEAR");
        await (await service.Public.SendAsync(HttpMethod.Get, "/rounds/YEAR/sheet.xlsx?party=VN")).ProblemAsync(409, "round_closed");
        await (await service.Public.SendAsync(HttpMethod.Get, "/rounds/NEVER/sheet.xlsx?party=VN")).ProblemAsync(404, "not_found");
    }

    [Test]
    public async Task It_is_named_after_the_round_and_the_party_and_is_a_304_until_somebody_reports()
    {
        using var first = await service.Public.SendAsync(HttpMethod.Get, "/rounds/YEAR/sheet.xlsx?party=VN");
        Assert.That(first.Content.Headers.ContentDisposition!.FileName, Is.EqualTo("YEAR-VN.xlsx"));
        Assert.That((int)(await AgainAsync()).StatusCode, Is.EqualTo(304));
        await service.ReportAsync("A-3", "VN", "2026-04-01");
        Assert.That((int)(await AgainAsync()).StatusCode, Is.EqualTo(200));

        async Task<HttpResponseMessage> AgainAsync()
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"{ApiExtensions.Root}/rounds/YEAR/sheet.xlsx?party=VN");
            request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
            return await service.Public.SendAsync(request);
        }
    }

    private static IEnumerable<string> Warnings(JsonNode import) =>
        import["warnings"]!.AsArray().Select(warning => $"{warning!["row"]} {warning["column"]}");

    private Task<byte[]> SheetAsync(string party) => service.Public.GetBytesAsync($"/rounds/YEAR/sheet.xlsx?party={party}");

    private async Task<string> SavedAsync(string party)
    {
        var path = Path.Combine(service.Folder, "sheet.xlsx");
        await File.WriteAllBytesAsync(path, await SheetAsync(party));
        return path;
    }

    private async Task<JsonNode> ImportAsync(string path, string query) =>
        await service.Admin.ImportAsync("of=progressUpdates" + query, await File.ReadAllBytesAsync(path), SheetExtensions.Xlsx).DoneAsync();

    private async Task<string> MissingAsync(string party)
    {
        var items = (await service.Public.GetJsonAsync("/rounds/YEAR/reporting"))["items"]!.AsArray();
        return string.Join(
            ' ',
            items.Single(item => (string?)item!["party"] == party)!["missing"]!.AsArray().Select(code => (string?)code)
        );
    }
}
