using System.Text;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Features.Spreadsheets;

/// <summary>What people do to a sheet between its export and its import, and what they are told of it.</summary>
internal sealed class ForgivingImportTests
{
    private const string Header = "code,title,kind,scope,instrument,theme,leads,publication,dueOn,precision,deadlineBasis\n";
    private const string Rest = "commitment,regional,HANOI-2026,coordination";

    private TestService service = null!;

    [OneTimeSetUp]
    public void Start() => service = TestService.Start();

    [OneTimeTearDown]
    public void Stop() => service.Dispose();

    [Test]
    public async Task An_emptied_publication_withdraws_nothing()
    {
        await ImportAsync($"P-1,First,{Rest},VN:stated,published,,,\n");
        await ImportAsync($"P-1,Second,{Rest},VN:stated,,,,\n");
        var commitment = await service.Admin.GetJsonAsync("/commitments/P-1");
        Assert.That(((string?)commitment["title"], (string?)commitment["publication"]), Is.EqualTo(("Second", "published")));
    }

    [Test]
    public async Task A_dry_run_tells_cell_by_cell_what_would_change_and_what_would_be_emptied()
    {
        await ImportAsync($"D-1,First,{Rest},VN:stated,draft,2027-05-05,day,decided\n");
        var told = await service
            .Admin.ImportAsync(
                "of=commitments&dryRun=true",
                Header.Replace("leads", "leads,description", StringComparison.Ordinal)
                    + $"D-1,Second,{Rest},,,,2027-05-05,day,decided\nD-2,New,{Rest},VN:stated,,,,,\n"
            )
            .DoneAsync();
        var changes = told["changes"]!
            .AsArray()
            .Select(change => $"{change!["row"]} {change["code"]} {change["field"]}: {change["before"]} → {change["after"]}");
        Assert.That(changes, Is.EqualTo(["2 D-1 title: First → Second", "2 D-1 leads: VN:stated → ", "3 D-2 code:  → D-2"]));
        Assert.That((told.Count("changed"), told.Count("created"), told.Count("changesInAll")), Is.EqualTo((1, 1, 3)));
        var commitment = await service.Admin.GetJsonAsync("/commitments/D-1");
        Assert.That((string?)commitment["title"], Is.EqualTo("First"));
    }

    [Test]
    public async Task A_lead_who_has_reported_is_not_dropped_without_a_word()
    {
        await ImportAsync($"L-1,First,{Rest},VN:stated TH:stated,draft,,,\n");
        await service
            .Admin.ImportAsync("of=progressUpdates", "commitment,party,asOf,status,narrative\nL-1,VN,2026-10-01,in_progress,Begun\n")
            .DoneAsync();
        var told = await ImportAsync($"L-1,First,{Rest},,draft,,,\n", "&dryRun=true");
        Assert.That(
            told["warnings"]!.AsArray().Select(warning => $"{warning!["row"]} {warning["column"]}: {warning["message"]}"),
            Is.EqualTo(["2 leads: VN has reported, last as of 2026-10-01, and is assigned no longer"])
        );
    }

    [TestCase("published", "draft", "2 publication: W-1 is public, and would be draft: the public sees it no longer")]
    [TestCase("published", "archived", "2 publication: W-1 is public, and would be archived: the public sees it no longer")]
    [TestCase("published", "published", null)]
    [TestCase("published", "", null, Description = "an empty cell changes nothing")]
    [TestCase("draft", "published", null)]
    [TestCase("draft", "archived", null, Description = "nobody saw it")]
    public async Task What_the_public_would_see_no_longer_is_told_before_it_is_done(string was, string becomes, string? warning)
    {
        await ImportAsync($"W-1,First,{Rest},,{was},,,\n");
        var told = await ImportAsync($"W-1,Second,{Rest},,{becomes},,,\n", "&dryRun=true");
        Assert.That(
            told["warnings"]!.AsArray().Select(each => $"{each!["row"]} {each["column"]}: {each["message"]}"),
            Is.EqualTo(warning is null ? [] : new[] { warning })
        );
        // It is a warning, and no more: who means it does it.
        var done = await ImportAsync($"W-1,Second,{Rest},,{becomes},,,\n");
        Assert.That(done.Count("changed"), Is.EqualTo(1));
    }

    [Test]
    public async Task An_unknown_party_is_told_the_states_and_bodies_that_there_are()
    {
        const string States = "BN, ID, KH, LA, MM, MY, PH, SG, TH, TL, VN";
        await ImportAsync($"U-1,First,{Rest},VN:stated,draft,,,\n");
        var sheets = new[]
        {
            ("commitments", $"{Header}U-1,First,{Rest},VNM:stated,draft,,,\n"),
            ("commitments", $"code,title,kind,scope,instrument,theme,milestones\nU-1,First,{Rest},|Draft|2027-01-01|day|VNM|\n"),
            ("progressUpdates", "commitment,party,asOf,status,narrative\nU-1,VNM,2026-10-01,in_progress,Begun\n"),
        };
        foreach (var (kind, sheet) in sheets)
        {
            using var answer = await service.Admin.ImportAsync($"of={kind}&dryRun=true", sheet);
            var error = (await answer.ProblemAsync(422, "import_rejected"))["rowErrors"]!.AsArray().Single()!;
            Assert.That((string?)error["code"], Is.EqualTo("unknown_reference"));
            Assert.That(
                (string?)error["message"],
                Does.StartWith($"There is no party VNM. Member states are {States}; bodies are ").And.Contain("WG-AI")
            );
        }
    }

    [Test]
    public async Task A_dry_run_of_reports_tells_how_the_party_would_stand()
    {
        await ImportAsync($"R-1,First,{Rest},VN:stated,draft,,,\n");
        const string Sheet = "commitment,party,asOf,status,percent,narrative\nR-1,VN,2026-10-01,in_progress,40,Begun\n";
        var told = await service.Admin.ImportAsync("of=progressUpdates&dryRun=true", Sheet).DoneAsync();
        var changes = told["changes"]!
            .AsArray()
            .Select(change => $"{change!["code"]} {change["field"]}: {change["before"]} → {change["after"]}");
        Assert.That(
            changes,
            Does.Contain("R-1 assignments/VN/status: not_reported → in_progress").And.Contain("R-1 status: not_reported → in_progress")
        );
    }

    [TestCase("submitted", "verified")]
    [TestCase("submitted", "returned")]
    [TestCase("verified", "returned")]
    [TestCase("verified", "submitted")]
    [TestCase("verified", "nonsense")]
    public async Task A_review_that_is_changed_in_a_sheet_is_refused_and_not_passed_over(string was, string becomes)
    {
        using var stage = await Stage.StartAsync();
        var code = await stage.CommitmentAsync();
        await (was == "submitted" ? stage.SubmittedAsync(code) : stage.VerifiedAsync(code));
        var exported = Encoding.UTF8.GetString(await stage.Admin.GetBytesAsync("/progress-updates.csv"));
        Assert.That((await stage.Admin.ImportAsync("of=progressUpdates", exported).DoneAsync()).Count("unchanged"), Is.EqualTo(1));
        var changed = exported.Replace($",{was}\r\n", $",{becomes}\r\n", StringComparison.Ordinal);
        Assert.That(await stage.Admin.ImportAsync("of=progressUpdates", changed).ErrorsAsync(), Is.EqualTo(["2 review invalid_value"]));
    }

    [TestCase("2030,year,decided", "2 dueOn invalid_value")]
    [TestCase("soon,,decided", "2 dueOn invalid_value")]
    [TestCase("1899-12-30,day,decided", "2 dueOn invalid_value")]
    [TestCase("9999-12-31,day,decided", "2 dueOn invalid_value")]
    [TestCase("2100-12-31,roughly,decided", "2 precision invalid_value")]
    public async Task One_fault_in_a_date_is_told_as_one(string deadline, string error) =>
        Assert.That(
            await service.Admin.ImportAsync("of=commitments", $"{Header}F-1,T,{Rest},VN:stated,draft,{deadline}\n").ErrorsAsync(),
            Is.EqualTo([error])
        );

    [TestCase("XX", "unknown_reference", "XX")]
    [TestCase("TH", "no_assignment", "TH")]
    public async Task A_party_that_cannot_report_is_named(string party, string code, string named)
    {
        await ImportAsync($"N-1,First,{Rest},VN:stated,draft,,,\n");
        using var answer = await service.Admin.ImportAsync(
            "of=progressUpdates",
            $"commitment,party,asOf,status,narrative\nN-1,{party},2026-10-01,in_progress,Begun\n"
        );
        var error = (await answer.ProblemAsync(422, "import_rejected"))["rowErrors"]![0]!;
        Assert.That((string?)error["code"], Is.EqualTo(code));
        Assert.That((string?)error["message"], Does.Contain(named));
    }

    [Test]
    public async Task Line_ends_and_blanks_that_a_spreadsheet_changes_change_nothing()
    {
        const string Sheet = "code,title,description,kind,scope,instrument,theme\n";
        await service.Admin.ImportAsync("of=commitments", $"{Sheet}B-1,First,\"One\r\ntwo\",{Rest}\n").DoneAsync();
        var import = await service.Admin.ImportAsync("of=commitments", $"{Sheet}B-1 ,\u00a0First ,\"One\ntwo \",{Rest}\n").DoneAsync();
        Assert.That(import.Count("unchanged"), Is.EqualTo(1));
        Assert.That((string?)(await service.Admin.GetJsonAsync("/commitments/B-1"))["description"], Is.EqualTo("One\r\ntwo"));
    }

    [Test]
    public async Task A_sheet_exported_before_a_column_was_added_is_not_called_changed()
    {
        await ImportAsync($"G-1,First,{Rest},VN:stated,published,,,\n");
        var exported = Encoding.UTF8.GetString(await service.Admin.GetBytesAsync("/commitments.csv?q=First")).Split("\r\n");
        var row = exported.Single(line => line.StartsWith("G-1,", StringComparison.Ordinal));
        // One column fewer, as a sheet has that was exported before there was this one; and a fingerprint by position, of the first version.
        Assert.That(exported[0], Does.Contain(",verb,"));
        var (header, cells) = (
            exported[0].Replace(",verb", "", StringComparison.Ordinal),
            row.Replace("commitment,,", "commitment,", StringComparison.Ordinal)
        );
        var older = string.Join(',', cells.Split(',')[..^1]) + ",f3d5d6d7b9b3a2fff";
        Assert.That(
            (
                await service
                    .Admin.ImportAsync(
                        "of=commitments&dryRun=true",
                        $"{header}\n{cells.Replace("First", "Second", StringComparison.Ordinal)}\n"
                    )
                    .DoneAsync()
            ).Count("changed"),
            Is.EqualTo(1)
        );
        Assert.That(
            await service
                .Admin.ImportAsync(
                    "of=commitments&dryRun=true",
                    $"{header}\n{older.Replace("First", "Second", StringComparison.Ordinal)}\n"
                )
                .ErrorsAsync(),
            Is.EqualTo(["2 fingerprint version_stale"])
        );
    }

    [Test]
    public void A_fingerprint_of_the_first_version_still_fits()
    {
        var cells = new Dictionary<string, string>
        {
            ["code"] = "AB-1",
            ["title"] = "First",
            ["kind"] = "commitment",
        };
        // As the first version reckoned it: all columns by position, the empty ones too.
        var positions = "AB-1\0First\0\0commitment" + new string('\0', 17);
        var digest = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(positions)))[..16];
        Assert.That(CommitmentTracker.Features.Spreadsheets.SheetFingerprint.Fits("f" + digest, cells, cells.Keys), Is.True);
        cells["title"] = "Second";
        Assert.That(CommitmentTracker.Features.Spreadsheets.SheetFingerprint.Fits("f" + digest, cells, cells.Keys), Is.False);
    }

    private Task<System.Text.Json.Nodes.JsonNode> ImportAsync(string rows, string query = "") =>
        service.Admin.ImportAsync("of=commitments" + query, Header + rows).DoneAsync();
}
