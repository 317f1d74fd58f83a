using System.Net;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Features.Spreadsheets;

internal sealed class TemplateTests
{
    private TestService service = null!;

    [OneTimeSetUp]
    public void Start() => service = TestService.Start();

    [OneTimeTearDown]
    public void Stop() => service.Dispose();

    [TestCase("csv", SheetExtensions.Csv)]
    [TestCase("xlsx", SheetExtensions.Xlsx)]
    public async Task A_template_is_a_sheet_that_an_import_takes(string form, string mediaType)
    {
        var commitments = await service.Public.GetBytesAsync($"/templates/commitments.{form}");
        await service.Admin.ImportAsync("of=commitments", commitments, mediaType).DoneAsync();
        Assert.That(
            (string?)(await service.Admin.GetJsonAsync("/commitments/EXAMPLE-1"))["title"],
            Is.EqualTo("Publish the guide for operators")
        );
        var updates = await service.Public.GetBytesAsync($"/templates/progress-updates.{form}");
        var import = await service.Admin.ImportAsync("of=progressUpdates", updates, mediaType).DoneAsync();
        Assert.That(import.Count("rows"), Is.EqualTo(1));
    }

    [TestCase("commitments.csv")]
    [TestCase("commitments.xlsx")]
    [TestCase("progress-updates.csv")]
    [TestCase("progress-updates.xlsx")]
    public async Task A_template_has_the_same_bytes_while_nothing_changes(string name)
    {
        using var first = await service.Public.SendAsync(HttpMethod.Get, $"/templates/{name}");
        using var again = new HttpRequestMessage(HttpMethod.Get, $"{ApiExtensions.Root}/templates/{name}");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await service.Public.SendAsync(again);
        Assert.That(second.StatusCode, Is.EqualTo(HttpStatusCode.NotModified));
    }

    [TestCase("commitments", "kind scope instrument theme publication precision deadlineBasis")]
    [TestCase("progress-updates", "party status health nilReturn review")]
    public async Task An_independent_reader_finds_the_columns_and_their_lists(string name, string listed)
    {
        var path = Path.Combine(service.Folder, $"{name}.xlsx");
        await File.WriteAllBytesAsync(path, await service.Public.GetBytesAsync($"/templates/{name}.xlsx"));
        const string Script = """
            book = openpyxl.load_workbook(path)
            rows = book.worksheets[0]
            header = [cell.value for cell in rows[1]]
            for choice in rows.data_validations.dataValidation:
                column = header[openpyxl.utils.cell.range_boundaries(str(choice.sqref))[0] - 1]
                sheet, place = choice.formula1.split('!')
                values = [cell[0].value for cell in book[sheet][place.replace('$', '')]]
                assert all(values), (column, values)
                assert rows.cell(2, header.index(column) + 1).value in [None, *values], column
                print(column, end=' ')
            assert [cell.value for cell in book['Columns']['A']][1:] == header
            """;
        Assert.That((await Openpyxl.RunAsync(Script, path)).Trim(), Is.EqualTo(listed));
    }
}
