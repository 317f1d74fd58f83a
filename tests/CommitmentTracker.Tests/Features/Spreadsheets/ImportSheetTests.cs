using System.Globalization;
using System.Text;
using CommitmentTracker.Data;
using CommitmentTracker.Data.Engines.Sqlite;
using CommitmentTracker.Tests.Support;
using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace CommitmentTracker.Tests.Features.Spreadsheets;

internal sealed class ImportSheetTests
{
    private const string Header = "code,title,kind,scope,instrument,theme,leads\r\n";

    private TestService service = null!;

    [OneTimeSetUp]
    public void Start() => service = TestService.Start();

    [OneTimeTearDown]
    public void Stop() => service.Dispose();

    [Test]
    public async Task Without_a_key_nothing_is_imported() =>
        await (await service.Public.ImportAsync("of=commitments", Header)).ProblemAsync(401, "unauthenticated");

    [Test]
    public async Task What_the_rows_are_must_be_said()
    {
        var problem = await (await service.Admin.ImportAsync("dryRun=true", Header)).ProblemAsync(400, "invalid_parameter");
        Assert.That(problem["errors"]!["of"], Is.Not.Null);
    }

    [TestCase("application/json", 415)]
    [TestCase("text/csv; charset=utf-16", 200)] // what it is in stands in the file itself
    [TestCase("application/octet-stream", 200)]
    [TestCase("application/vnd.ms-excel", 200)]
    [TestCase("text/csv; charset=\"UTF-8\"", 200)]
    public async Task Another_media_type_or_charset_is_refused(string mediaType, int status)
    {
        using var answer = await service.Admin.ImportAsync("of=commitments", Encoding.UTF8.GetBytes(Header), mediaType);
        Assert.That((int)answer.StatusCode, Is.EqualTo(status));
    }

    [Test]
    public async Task A_header_alone_imports_nothing()
    {
        var import = await service.Admin.ImportAsync("of=commitments", Header).DoneAsync();
        Assert.That(import.Count("rows"), Is.Zero);
    }

    [TestCase("", "1  malformed_sheet")]
    [TestCase("code,title,kind,scope,instrument\r\n", "1 theme missing_column")]
    [TestCase("code,title,kind,scope,instrument,theme,owner\r\n", "1 owner unknown_column")]
    [TestCase("code,title,kind,scope,instrument,theme,code\r\n", "1 code repeated_column")]
    [TestCase(Header + "E-1,T,commitment,regional,HANOI-2026\r\n", "2 theme invalid_value")]
    [TestCase(Header + "E-1,T,commitment,regional,HANOI-2026,coordination,,more\r\n", "2  malformed_row")]
    [TestCase(Header + "E-1,\"T,commitment\r\n", "2  malformed_sheet")]
    [TestCase(Header + "E-1,,commitment,regional,HANOI-2026,coordination,\r\n", "2 title invalid_value")]
    [TestCase(Header + "e 1,T,commitment,regional,HANOI-2026,coordination,\r\n", "2 code invalid_value")]
    [TestCase(Header + "E-1,T,Commitment,regional,HANOI-2026,coordination,\r\n", "2 kind invalid_value")]
    [TestCase(Header + "E-1,T,commitment,regional,NONE,coordination,\r\n", "2 instrument unknown_reference")]
    [TestCase(Header + "E-1,T,commitment,regional,HANOI-2026,none,\r\n", "2 theme unknown_reference")]
    [TestCase(Header + "E-1,T,commitment,regional,HANOI-2026,coordination,XX:stated\r\n", "2 leads unknown_reference")]
    [TestCase(Header + "E-1,T,commitment,regional,HANOI-2026,coordination,VN\r\n", "2 leads invalid_value")]
    public async Task What_is_wrong_is_named_by_row_and_column(string sheet, string error)
    {
        Assert.That(await service.Admin.ImportAsync("of=commitments", sheet).ErrorsAsync(), Is.EqualTo([error]));
        Assert.That(await service.Admin.ImportAsync("of=commitments&dryRun=true", sheet).ErrorsAsync(), Is.EqualTo([error]));
    }

    [Test]
    public async Task A_file_that_is_no_utf_8_is_refused_with_the_row()
    {
        byte[] sheet = [.. Encoding.UTF8.GetBytes(Header + "E-1,"), 0xFF, 0xFE, .. Encoding.UTF8.GetBytes(",commitment\r\n")];
        Assert.That(await service.Admin.ImportAsync("of=commitments", sheet).ErrorsAsync(), Has.One.Contains("malformed_sheet"));
    }

    [Test]
    public async Task A_code_stands_in_a_sheet_once()
    {
        const string Row = "TWICE-1,T,commitment,regional,HANOI-2026,coordination,\r\n";
        Assert.That(
            await service.Admin.ImportAsync("of=commitments", Header + Row + "\r\n# a remark,,,,,,\r\n" + Row).ErrorsAsync(),
            Is.EqualTo(["5 code repeated_row"])
        );
    }

    [TestCase("\r\n")]
    [TestCase("\n")]
    [TestCase("\r")]
    public async Task Any_line_end_and_a_byte_order_mark_will_do(string lineEnd)
    {
        var sheet = "\uFEFF" + Header + "END-1,T,commitment,regional,HANOI-2026,coordination,VN:stated\r\n";
        var import = await service.Admin.ImportAsync("of=commitments&dryRun=true", sheet.ReplaceLineEndings(lineEnd)).DoneAsync();
        Assert.That((import.Count("rows"), import.Count("created")), Is.EqualTo((1, 1)));
    }

    [Test]
    public async Task One_bad_row_of_a_thousand_stores_nothing_and_the_dry_run_says_the_same()
    {
        var before = await service.Admin.GetBytesAsync("/commitments.csv");
        var sheet = Header + string.Concat(Enumerable.Range(1, 1000).Select(Row));
        foreach (var query in new[] { "of=commitments&dryRun=true", "of=commitments&dryRun=false" })
        {
            Assert.That(await service.Admin.ImportAsync(query, sheet).ErrorsAsync(), Is.EqualTo(["701 scope invalid_value"]));
        }

        Assert.That(await service.Admin.GetBytesAsync("/commitments.csv"), Is.EqualTo(before));

        static string Row(int number) =>
            string.Create(
                CultureInfo.InvariantCulture,
                $"K-{number},Title {number},commitment,{(number == 700 ? "global" : "regional")},HANOI-2026,coordination,VN:stated\r\n"
            );
    }

    [Test]
    public async Task The_list_of_errors_ends_at_a_thousand_and_says_so()
    {
        var sheet = Header + string.Concat(Enumerable.Repeat(",,,,,,x\r\n", 1500));
        using var answer = await service.Admin.ImportAsync("of=commitments", sheet);
        var problem = await answer.ProblemAsync(422, "import_rejected");
        Assert.That(problem["rowErrors"]!.AsArray(), Has.Count.EqualTo(1000));
        Assert.That((string?)problem["detail"], Does.Contain("1,000"));
    }

    [Test]
    public async Task A_dry_run_stores_nothing_and_counts_as_the_import_does()
    {
        var sheet = Header + "DRY-1,T,commitment,regional,HANOI-2026,coordination,VN:stated\r\n";
        var rehearsed = await service.Admin.ImportAsync("of=commitments&dryRun=true", sheet).DoneAsync();
        await (await service.Admin.SendAsync(HttpMethod.Get, "/commitments/DRY-1")).ProblemAsync(404, "not_found");
        var done = await service.Admin.ImportAsync("of=commitments", sheet).DoneAsync();
        Assert.That(done.Count("created"), Is.EqualTo(rehearsed.Count("created")));
        Assert.That((await service.Admin.ImportAsync("of=commitments", sheet).DoneAsync()).Count("unchanged"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_successor_may_stand_further_down()
    {
        const string Sheet = "code,title,kind,scope,instrument,theme,supersededBy\r\n";
        const string Rest = "T,commitment,regional,HANOI-2026,coordination";
        await service.Admin.ImportAsync("of=commitments", $"{Sheet}OLD-1,{Rest},OLD-2\r\nOLD-2,{Rest},\r\n").DoneAsync();
        Assert.That((string?)(await service.Admin.GetJsonAsync("/commitments/OLD-1"))["supersededBy"], Is.EqualTo("OLD-2"));
        Assert.That(
            await service.Admin.ImportAsync("of=commitments", $"{Sheet}OLD-3,{Rest},OLD-9\r\n").ErrorsAsync(),
            Is.EqualTo(["2 supersededBy unknown_reference"])
        );
    }

    [Test]
    public async Task The_same_key_and_sheet_is_imported_once()
    {
        var sheet = Encoding.UTF8.GetBytes(Header + "ONCE-1,T,commitment,regional,HANOI-2026,coordination,\r\n");
        var answers = new List<string>();
        for (var time = 0; time < 2; time++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, ApiExtensions.Root + "/imports?of=commitments");
            request.Content = new ByteArrayContent(sheet);
            request.Content.Headers.ContentType = new("text/csv");
            request.Headers.Add("Idempotency-Key", "once");
            using var answer = await service.Admin.SendAsync(request);
            answers.Add(await answer.Content.ReadAsStringAsync());
        }

        Assert.That(answers[0], Does.Contain("\"created\":1"));
        Assert.That(answers[1], Is.EqualTo(answers[0]));
    }

    [Test]
    public async Task Progress_updates_are_recorded_once_and_by_the_rules()
    {
        const string Sheet = "commitment,party,asOf,status,narrative,health\r\n";
        await service
            .Admin.ImportAsync("of=commitments", Header + "PROG-1,T,commitment,regional,HANOI-2026,coordination,VN:stated\r\n")
            .DoneAsync();
        const string Row = "PROG-1,VN,2026-10-01,in_progress,Begun,\r\n";
        Assert.That((await service.Admin.ImportAsync("of=progressUpdates", Sheet + Row + Row).DoneAsync()).Count("created"), Is.EqualTo(1));
        Assert.That((await service.Admin.ImportAsync("of=progressUpdates", Sheet + Row).DoneAsync()).Count("unchanged"), Is.EqualTo(1));
        const string Bad =
            "PROG-1,VN,2030-01-01,in_progress,Begun,\r\n"
            + "PROG-1,TH,2026-10-01,in_progress,Begun,\r\n"
            + "PROG-9,VN,2026-10-01,in_progress,Begun,\r\n"
            + "PROG-1,VN,2026-10-01,in_progress,,\r\n"
            + "PROG-1,VN,2026-10-01,in_progress,Begun,off_track\r\n";
        Assert.That(
            await service.Admin.ImportAsync("of=progressUpdates", Sheet + Bad).ErrorsAsync(),
            Is.EqualTo([
                "2 asOf invalid_value",
                "3 party no_assignment",
                "4 commitment not_found",
                "5 narrative invalid_value",
                "6 healthReason invalid_value",
            ])
        );
    }

    [Test]
    public async Task A_percent_that_the_status_contradicts_is_refused_and_what_was_recorded_before_that_rule_is_not()
    {
        const string Sheet = "commitment,party,asOf,status,percent,narrative\r\n";
        await service
            .Admin.ImportAsync("of=commitments", Header + "PERC-1,T,commitment,regional,HANOI-2026,coordination,VN:stated\r\n")
            .DoneAsync();
        const string Half = "PERC-1,VN,2026-10-01,completed,50,Done\r\n";
        Assert.That(
            await service.Admin.ImportAsync("of=progressUpdates", Sheet + Half + "PERC-1,VN,2026-10-02,not_started,1,No\r\n").ErrorsAsync(),
            Is.EqualTo(["2 percent invalid_value", "3 percent invalid_value"])
        );
        await service.Admin.ImportAsync("of=progressUpdates", Sheet + "PERC-1,VN,2026-10-01,completed,100,Done\r\n").DoneAsync();
        using (var connection = TestEngine.Open(service.DatabasePath))
        {
            await connection.ExecuteAsync("update progress_updates set percent = 50 where commitment_code = 'PERC-1'");
        }

        Assert.That((await service.Admin.ImportAsync("of=progressUpdates", Sheet + Half).DoneAsync()).Count("unchanged"), Is.EqualTo(1));
    }

    [Test]
    public async Task Ten_megabytes_are_imported_and_thirty_three_are_too_much()
    {
        var filler = new string('x', 9_900);
        var sheet = new StringBuilder("code,title,description,kind,scope,instrument,theme\r\n");
        for (var number = 0; number < 1100; number++)
        {
            sheet.Append(CultureInfo.InvariantCulture, $"BIG-{number},T,{filler},commitment,regional,HANOI-2026,coordination\r\n");
        }

        Assert.That(sheet.Length, Is.GreaterThan(10 * 1024 * 1024));
        var import = await service.Admin.ImportAsync("of=commitments&dryRun=true", sheet.ToString()).DoneAsync();
        Assert.That(import.Count("created"), Is.EqualTo(1100));
        using var request = new HttpRequestMessage(HttpMethod.Post, ApiExtensions.Root + "/imports?of=commitments");
        request.Content = new ByteArrayContent(new byte[33 * 1024 * 1024]);
        request.Content.Headers.ContentType = new("text/csv");
        request.Headers.ExpectContinue = true; // so that the refusal is heard before the body is sent
        using var tooMuch = await service.Admin.SendAsync(request);
        await tooMuch.ProblemAsync(413, "body_too_large");
    }
}
