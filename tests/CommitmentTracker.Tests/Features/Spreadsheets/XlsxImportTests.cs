using System.IO.Compression;
using System.Text;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Features.Spreadsheets;

internal sealed class XlsxImportTests
{
    private const string Header =
        "['code', 'title', 'description', 'kind', 'scope', 'instrument', 'theme', 'dueOn', 'precision', 'deadlineBasis']";

    private TestService service = null!;

    [OneTimeSetUp]
    public void Start() => service = TestService.Start();

    [OneTimeTearDown]
    public void Stop() => service.Dispose();

    [Test]
    public async Task What_an_independent_writer_wrote_is_taken_as_a_person_sees_it()
    {
        const string Script = $$"""
            book = openpyxl.Workbook()
            rows = book.active
            rows.append({{Header}})
            titles = ["'=HYPERLINK(\"http://x\")", "'+1", "🎉" * 40, 'a "quoted"; one', 'Nghị quyết', 'แผนแม่บท', 'ແຜນແມ່ບົດ', 'ပင်မစီမံကိန်း', 'ផែនការមេ', 2030]
            for at, title in enumerate(titles):
                rows.append(['X-%d' % at, title, 'One\nATTENDEE:two', 'commitment', 'regional', 'HANOI-2026', 'coordination',
                    datetime.date(2027, 5, 5), 'day', 'stated'])
            book.create_sheet('Notes').append(['not read'])
            book.save(path)
            """;
        var import = await (await SendAsync(Script)).DoneAsync();
        Assert.That(import.Count("created"), Is.EqualTo(10));
        string[] expected =
        [
            "=HYPERLINK(\"http://x\")",
            "+1",
            string.Concat(Enumerable.Repeat("🎉", 40)),
            "a \"quoted\"; one",
            "Nghị quyết",
            "แผนแม่บท",
            "ແຜນແມ່ບົດ",
            "ပင်မစီမံကိန်း",
            "ផែនការមេ",
            "2030",
        ];
        for (var at = 0; at < expected.Length; at++)
        {
            var commitment = await service.Admin.GetJsonAsync($"/commitments/X-{at}");
            Assert.That((string?)commitment["title"], Is.EqualTo(expected[at]));
            Assert.That((string?)commitment["description"], Is.EqualTo("One\nATTENDEE:two"));
            Assert.That((string?)commitment["deadline"]!["dueOn"], Is.EqualTo("2027-05-05"));
        }
    }

    [Test]
    public async Task A_formula_without_its_value_is_named_by_its_cell()
    {
        const string Script = $$"""
            book = openpyxl.Workbook()
            book.active.append({{Header}})
            book.active.append(['F-1', '=1+1', None, 'commitment', 'regional', 'HANOI-2026', 'coordination'])
            book.save(path)
            """;
        Assert.That(await (await SendAsync(Script)).ErrorsAsync(), Is.EqualTo(["2 title invalid_value"]));
    }

    [Test]
    public async Task An_error_is_named_by_the_row_and_column_that_the_spreadsheet_shows()
    {
        const string Script = $$"""
            book = openpyxl.Workbook()
            rows = book.active
            rows.append({{Header}})
            for column, cell in enumerate(['E-1', 'T', None, 'promise', 'regional', 'HANOI-2026', 'coordination']):
                rows.cell(7, column + 1, cell)
            book.save(path)
            """;
        Assert.That(await (await SendAsync(Script)).ErrorsAsync(), Is.EqualTo(["7 kind invalid_value"]));
    }

    [Test]
    public async Task What_is_no_workbook_is_refused()
    {
        foreach (
            var bytes in new byte[][]
            {
                [],
                Encoding.UTF8.GetBytes("code,title"),
                Zipped("[Content_Types].xml", "<Types/>"),
                Zipped("a", "b"),
            }
        )
        {
            var errors = await service.Admin.ImportAsync("of=commitments", bytes, SheetExtensions.Xlsx).ErrorsAsync();
            Assert.That(errors, Is.EqualTo(["1  malformed_sheet"]));
        }
    }

    [Test]
    public async Task What_unpacks_to_far_more_than_it_is_is_refused()
    {
        var template = new MemoryStream();
        await template.WriteAsync(await service.Public.GetBytesAsync("/templates/commitments.xlsx"));
        using (var archive = new ZipArchive(template, ZipArchiveMode.Update, leaveOpen: true))
        {
            var sheet = archive
                .Entries.Where(entry => entry.FullName.Contains("/worksheets/sheet", StringComparison.Ordinal))
                .MinBy(entry => entry.FullName)!;
            var name = sheet.FullName;
            sheet.Delete();
            await using var bomb = new StreamWriter(archive.CreateEntry(name, CompressionLevel.Fastest).Open());
            await bomb.WriteAsync("<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>");
            var names = "code,title,kind,scope,instrument,theme"
                .Split(',')
                .Select(name => $"<c t=\"inlineStr\"><is><t>{name}</t></is></c>");
            await bomb.WriteAsync($"<row>{string.Concat(names)}</row>");
            var filler = string.Concat(Enumerable.Repeat("<row/>", 100_000));
            for (var time = 0; time < 250; time++)
            {
                await bomb.WriteAsync(filler);
            }
        }

        Assert.That(template.Length, Is.LessThan(4 * 1024 * 1024));
        var errors = await service.Admin.ImportAsync("of=commitments", template.ToArray(), SheetExtensions.Xlsx).ErrorsAsync();
        Assert.That(errors, Has.One.Contains("malformed_sheet"));
    }

    private async Task<Task<HttpResponseMessage>> SendAsync(string script)
    {
        var path = Path.Combine(service.Folder, "sheet.xlsx");
        await Openpyxl.RunAsync(script, path);
        return service.Admin.ImportAsync("of=commitments", await File.ReadAllBytesAsync(path), SheetExtensions.Xlsx);
    }

    private static byte[] Zipped(string name, string text)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = new StreamWriter(archive.CreateEntry(name).Open());
            entry.Write(text);
        }

        return bytes.ToArray();
    }
}
