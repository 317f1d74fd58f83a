using System.Text;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Features.Spreadsheets;

internal sealed class ExportTests
{
    [Test]
    public async Task The_public_gets_no_draft_and_no_update_that_is_not_verified()
    {
        using var service = TestService.Start();
        const string Header = "code,title,kind,scope,instrument,theme,publication,leads\r\n";
        const string Rest = "commitment,regional,HANOI-2026,coordination";
        var sheet = $"{Header}SECRET-1,Secret,{Rest},draft,VN:stated\r\nOPEN-1,Open,{Rest},published,VN:stated\r\n";
        await service.Admin.ImportAsync("of=commitments", sheet).DoneAsync();
        const string Update = "commitment,party,asOf,status,narrative\r\nSECRET-1,VN,2026-10-01,in_progress,Hush\r\n";
        await service.Admin.ImportAsync("of=progressUpdates", Update).DoneAsync();
        foreach (var path in new[] { "/commitments.csv", "/assignments.csv", "/progress-updates.csv" })
        {
            var shown = Encoding.UTF8.GetString(await service.Public.GetBytesAsync(path));
            Assert.That(shown, Does.Not.Contain("SECRET-1"), path);
            Assert.That(Encoding.UTF8.GetString(await service.Admin.GetBytesAsync(path)), Does.Contain("SECRET-1"), path);
        }
    }

    [Test]
    public async Task An_export_holds_what_the_list_counts_whatever_is_selected()
    {
        using var service = TestService.Start();
        foreach (var query in new[] { "", "?memberState=VN", "?deadlineState=upcoming&kind=commitment", "?instrument=ADM-2030", "?q=scam" })
        {
            var total = (int)(await service.Public.GetJsonAsync("/commitments" + query))["page"]!["total"]!;
            var text = Encoding.UTF8.GetString(await service.Public.GetBytesAsync("/commitments.csv" + query));
            using var reader = CsvHelper.CsvReader.FromText(text);
            var codes = new List<string>();
            while (reader.Read())
            {
                codes.Add(reader.GetString("code"));
            }

            Assert.That(codes, Has.Count.EqualTo(total), query);
            Assert.That(codes, Is.Ordered.Using((IComparer<string>)StringComparer.Ordinal).And.Unique);
        }
    }

    [Test]
    public async Task It_is_a_file_with_a_name_and_begins_with_a_byte_order_mark_where_asked()
    {
        using var service = TestService.Start();
        using var answer = await service.Public.SendAsync(HttpMethod.Get, "/commitments.csv");
        Assert.That(answer.Content.Headers.ContentType!.ToString(), Is.EqualTo("text/csv; charset=utf-8"));
        Assert.That(answer.Content.Headers.ContentDisposition!.FileName, Is.EqualTo("commitments-2026-11-21.csv"));
        var mark = Encoding.UTF8.Preamble.ToArray();
        Assert.That((await service.Public.GetBytesAsync("/commitments.csv?bom=true"))[..3], Is.EqualTo(mark));
        Assert.That((await service.Public.GetBytesAsync("/commitments.csv"))[..3], Is.Not.EqualTo(mark));
    }

    [Test]
    public async Task Unknown_filters_are_refused()
    {
        using var service = TestService.Start();
        await (await service.Public.SendAsync(HttpMethod.Get, "/commitments.csv?sort=code")).ProblemAsync(400, "unknown_parameter");
    }

    [TestCase("")]
    [TestCase("?state=overdue")]
    [TestCase("?within=90d&asOf=2027-03-01")]
    [TestCase("?memberState=VN&from=2027-01-01")]
    [TestCase("?status=superseded")]
    public async Task The_assignments_stand_in_the_export_as_in_the_list_whatever_is_selected(string query)
    {
        using var service = TestService.Start(settings: [TestService.WithoutReferenceData, "RateLimits:Enabled=false"]);
        await new GeneratedCommitments(service).AddAsync();
        var listed = await service.Public.ItemsAsync("/assignments" + query);
        var text = Encoding.UTF8.GetString(await service.Public.GetBytesAsync("/assignments.csv" + query));
        using var reader = CsvHelper.CsvReader.FromText(text);
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.Add(string.Join(' ', Shown.Select(column => reader.GetString(column == "code" ? "commitment" : column))));
        }

        Assert.That(rows, Is.EquivalentTo(listed.Select(item => string.Join(' ', Shown.Select(column => $"{item[column]}")))));
    }

    private static readonly string[] Shown = ["code", "party", "status", "deadlineState", "completedOn", "freshness"];
}
