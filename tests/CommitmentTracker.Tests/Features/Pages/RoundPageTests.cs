using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Features.Pages;

/// <summary>Rounds, imports and keys on the pages, without a script.</summary>
[Parallelizable(ParallelScope.Self)]
internal sealed partial class RoundPageTests
{
    private Stage stage = null!;
    private PageVisitor secretariat = null!;

    [SetUp]
    public async Task Start()
    {
        stage = await Stage.StartAsync("RateLimits:Enabled=false");
        secretariat = await VisitorAsync("secretariat");
    }

    [TearDown]
    public void Stop()
    {
        secretariat.Dispose();
        stage.Dispose();
    }

    [Test]
    public async Task Who_has_reported_stands_on_the_page_as_the_API_tells_it()
    {
        var code = await stage.CommitmentAsync();
        await stage.CommitmentAsync();
        await stage.VerifiedAsync(code);
        var round = await stage.OpenRoundAsync("PAGE-1");
        var told = await stage.Public.GetJsonAsync($"/rounds/{round}/reporting");
        var page = await stage.Public.PageAsync($"/rounds/{round}");
        foreach (var each in told["items"]!.AsArray())
        {
            var missing = each!["missing"]!.AsArray();
            var (party, name) = ((string)each["party"]!, (string)each["name"]!);
            Assert.That(
                WebPages.Text(page),
                Does.Contain($"{name} {each["assigned"]} {each["reported"]} {each["nilReturns"]} {missing.Count} ")
            );
            var own = await stage.Public.PageAsync($"/rounds/{round}?party={party}");
            Assert.That(
                WebPages.Links(own).Select(link => link.Address.Split('/')[^1]).Where(missing.Select(one => (string)one!).Contains),
                Is.EquivalentTo(missing.Select(one => (string)one!))
            );
        }
    }

    [Test]
    public async Task The_prefilled_sheet_is_a_download_for_whoever_may_read()
    {
        await stage.CommitmentAsync();
        var round = await stage.OpenRoundAsync("PAGE-1");
        var page = await stage.Public.PageAsync($"/rounds/{round}?party={Some.MemberState}");
        var (address, _) = WebPages.Links(page).Single(link => link.Text == "Download the prefilled sheet");
        using var sheet = await stage.Public.GetAsync(new Uri(address, UriKind.Relative));
        Assert.That(sheet.Content.Headers.ContentDisposition?.FileName, Does.Contain($"{round}-{Some.MemberState}.xlsx"));
        Assert.That((await sheet.Content.ReadAsByteArrayAsync())[..2], Is.EqualTo("PK"u8.ToArray()));
    }

    [Test]
    public async Task The_secretariat_opens_changes_and_closes_a_round_whose_report_is_then_read()
    {
        await stage.CommitmentAsync();
        var instrument = (string)Bodies.Round("X")["instruments"]![0]!;
        (string, string)[] typed =
        [
            ("code", "PAGE-2"),
            ("name", "A round by form"),
            ("instruments", instrument),
            ("period.from", "2026-01-01"),
            ("period.to", "2026-12-31"),
            ("closesOn", "2025-01-31"),
        ];
        using var wrong = await secretariat.SubmitAsync("/rounds/new", typed);
        var again = await wrong.Content.ReadAsStringAsync();
        Assert.That(WebPages.Text(again), Does.Contain("must not be before the period begins"));
        Assert.That(PageVisitor.FieldsOf(again), Does.Contain(("name", "A round by form")).And.Contain(("instruments", instrument)));
        using var opened = await secretariat.SubmitAsync("/rounds/new", again, ("closesOn", "2027-01-31"));
        Assert.That(opened.Headers.Location?.ToString(), Is.EqualTo("/rounds/PAGE-2?done=opened"));
        Assert.That(WebPages.Text(await stage.Public.PageAsync("/rounds")), Does.Contain("A round by form"));
        Assert.That(WebPages.Text(await stage.Public.PageAsync("/")), Does.Contain("A round by form"));
        Assert.That(await stage.Public.PageAsync($"/member-states/{Some.MemberState}"), Does.Contain("/rounds/PAGE-2?party="));

        var stale = await secretariat.ReadAsync("/rounds/PAGE-2/close");
        using var changed = await secretariat.SubmitAsync("/rounds/PAGE-2/edit", ("name", "Renamed"));
        Assert.That((int)changed.StatusCode, Is.EqualTo(303), await changed.Content.ReadAsStringAsync());
        Assert.That((string)(await stage.Public.GetJsonAsync("/rounds/PAGE-2"))["name"]!, Is.EqualTo("Renamed"));

        using var refused = await secretariat.SubmitAsync("/rounds/PAGE-2/close", stale);
        Assert.That((int)refused.StatusCode, Is.EqualTo(412));
        Assert.That(WebPages.Text(await secretariat.ReadAsync("/rounds/PAGE-2/close")), Does.Contain("This is for good"));
        using var closed = await secretariat.SubmitAsync("/rounds/PAGE-2/close");
        Assert.That(closed.Headers.Location?.ToString(), Is.EqualTo("/rounds/PAGE-2?done=closed"));
        using var report = await stage.Public.BrowseAsync("/rounds/PAGE-2/report.html");
        Assert.That(await report.Content.ReadAsStringAsync(), Does.Contain("Report of a reporting round").And.Contain("Renamed"));
        Assert.That((int)(await secretariat.GetAsync("/rounds/PAGE-2/edit")).StatusCode, Is.EqualTo(409));
    }

    [Test]
    public async Task Two_who_change_a_round_see_both_versions_and_overwrite_nothing_unseen()
    {
        var round = await stage.OpenRoundAsync("PAGE-5");
        var opened = await secretariat.ReadAsync($"/rounds/{round}/edit");
        using var first = await secretariat.SubmitAsync(
            $"/rounds/{round}/edit",
            opened,
            ("name", "Theirs, of 2026"),
            ("closesOn", "2027-03-31")
        );
        Assert.That((int)first.StatusCode, Is.EqualTo(303));
        using var second = await secretariat.SubmitAsync($"/rounds/{round}/edit", opened, ("name", "Mine"));
        var met = await second.Content.ReadAsStringAsync();
        Assert.That((int)second.StatusCode, Is.EqualTo(412));
        Assert.That(WebPages.Text(met), Does.Contain("Name Mine Theirs, of 2026").And.Contain("taken over into this form: Closes on"));
        Assert.That(PageVisitor.FieldsOf(met), Does.Contain(("name", "Mine")).And.Contain(("closesOn", "2027-03-31")));
        using var again = await secretariat.SubmitAsync($"/rounds/{round}/edit", met);
        Assert.That((int)again.StatusCode, Is.EqualTo(303));
        var now = await stage.Public.GetJsonAsync($"/rounds/{round}");
        Assert.That(((string)now["name"]!, (string)now["closesOn"]!), Is.EqualTo(("Mine", "2027-03-31")));
    }

    [Test]
    public async Task Closing_tells_of_the_reports_that_still_wait_in_the_period_of_the_round_alone()
    {
        var (code, other) = (await stage.CommitmentAsync(), await stage.CommitmentAsync());
        var round = await stage.OpenRoundAsync("PAGE-6");
        await stage.SubmittedAsync(code, Bodies.Report(asOf: "2026-03-01"));
        await stage.SubmittedAsync(other, Bodies.Report(asOf: "2019-03-01"));
        Assert.That(
            WebPages.Text(await secretariat.ReadAsync($"/rounds/{round}/close")),
            Does.Contain("Reports of the round that wait for review: 1.")
        );
    }

    [Test]
    public async Task A_party_without_a_part_in_a_round_is_told_so()
    {
        await stage.CloseRoundAsync(await stage.OpenRoundAsync("PAGE-7"));
        using var page = await stage.Public.BrowseAsync($"/rounds/PAGE-7?party={Stage.OtherMemberState}");
        Assert.That((int)page.StatusCode, Is.EqualTo(200));
        Assert.That(WebPages.Text(await page.Content.ReadAsStringAsync()), Does.Contain("has no part in this round"));
    }

    [Test]
    public async Task Two_closed_rounds_are_compared_as_the_API_compares_them()
    {
        var code = await stage.CommitmentAsync();
        await Stage.CreateAsync(
            stage.Secretariat,
            "/rounds",
            Bodies.Round("PAGE-3").With(("period", new JsonObject { ["from"] = "2025-01-01", ["to"] = "2025-12-31" }))
        );
        await stage.CloseRoundAsync("PAGE-3");
        await stage.OpenRoundAsync("PAGE-4");
        await stage.VerifiedAsync(code);
        await stage.CloseRoundAsync("PAGE-4");
        var told = await stage.Public.GetJsonAsync("/rounds/PAGE-4/comparison?with=PAGE-3");
        var text = WebPages.Text(await stage.Public.PageAsync("/rounds/PAGE-4/comparison?with=PAGE-3"));
        Assert.That(told["moved"]!.AsArray().Select(each => (string)each!["code"]!), Does.Contain(code));
        Assert.That(text, Does.Contain($"Commitments that moved {told["moved"]!.AsArray().Count}").And.Contain(code));
    }

    [TestCase("/rounds/new")]
    [TestCase("/import")]
    [TestCase("/keys")]
    public async Task Forms_are_for_those_who_may_send_them(string address)
    {
        using var focalPoint = await VisitorAsync("focal_point", Some.MemberState);
        using var stranger = new PageVisitor(stage.Service);
        Assert.That((await stranger.GetAsync(address)).Headers.Location?.ToString(), Does.StartWith("/sign-in?to="));
        Assert.That((int)(await focalPoint.GetAsync(address)).StatusCode, Is.EqualTo(403));
        Assert.That((int)(await secretariat.GetAsync(address)).StatusCode, Is.EqualTo(address == "/keys" ? 403 : 200));
    }

    [Test]
    public async Task A_sheet_with_a_bad_row_is_told_mended_tried_and_imported()
    {
        var code = await stage.CommitmentAsync();
        const string Header = "commitment,party,asOf,status,narrative\n";
        using var bad = await UploadAsync($"{Header}{code},{Some.MemberState},2026-11-01,nearly,Begun\n");
        var page = await bad.Content.ReadAsStringAsync();
        Assert.That((int)bad.StatusCode, Is.EqualTo(422), page);
        Assert.That(WebPages.Text(page), Does.Contain("1 error: nothing was stored").And.Contain("Row 2 status"));

        using var tried = await UploadAsync($"{Header}{code},{Some.MemberState},2026-11-01,in_progress,Begun\n");
        page = await tried.Content.ReadAsStringAsync();
        Assert.That(WebPages.Text(page), Does.Contain("What would change").And.Contain("1 created").And.Contain("Row 2"));
        Assert.That(await UpdatesAsync(code), Is.Zero);

        using var stored = await secretariat.SubmitAsync("/import", page, ("act", "store"));
        Assert.That(WebPages.Text(await stored.Content.ReadAsStringAsync()), Does.Contain("The sheet was imported."));
        Assert.That(await UpdatesAsync(code), Is.EqualTo(1));
        using var twice = await secretariat.SubmitAsync("/import", page, ("act", "store"));
        Assert.That(await UpdatesAsync(code), Is.EqualTo(1));

        using var other = await secretariat.SubmitAsync("/import", page, ("act", "store"), ("digest", "another"));
        Assert.That(WebPages.Text(await other.Content.ReadAsStringAsync()), Does.Contain("What would change"));
    }

    [Test]
    public async Task An_import_without_a_file_says_so_beside_the_field()
    {
        using var answer = await UploadAsync("");
        var page = await answer.Content.ReadAsStringAsync();
        Assert.That((int)answer.StatusCode, Is.EqualTo(400));
        Assert.That(page, Does.Match("<p class=\"fault\" id=\"e-file\"[^>]*>Choose a file").And.Contain("href=\"#f-file\""));
    }

    [Test]
    public async Task A_workbook_that_was_downloaded_and_filled_in_is_imported()
    {
        var code = await stage.CommitmentAsync();
        using var export = await stage.Admin.GetAsync(new Uri("/api/v1/commitments.xlsx", UriKind.Relative));
        using var answer = await UploadAsync(await export.Content.ReadAsByteArrayAsync(), "commitments.xlsx", "commitments");
        var text = WebPages.Text(await answer.Content.ReadAsStringAsync());
        Assert.That(text, Does.Contain("The sheet says nothing that is not there already."));
        Assert.That(code, Is.Not.Empty);
    }

    /// <summary>Its bytes do not travel in the page, which then asks for the same file again.</summary>
    [Test]
    public async Task A_large_sheet_is_tried_chosen_again_and_stored_only_where_it_is_the_same()
    {
        var code = await stage.CommitmentAsync();
        var row = $"{code},{Some.MemberState},2026-11-01,in_progress,Begun\n";
        // Nothing but spaces, and yet too much of it to be packed.
        var random = new Random(1);
        var empty = Enumerable
            .Range(0, 30_000)
            .Select(_ => string.Join(',', Enumerable.Range(0, 5).Select(_ => new string(' ', random.Next(8)))));
        var sheet = $"commitment,party,asOf,status,narrative\n{row}{string.Join('\n', empty)}\n";
        using var tried = await UploadAsync(sheet);
        var page = await tried.Content.ReadAsStringAsync();
        Assert.That(WebPages.Text(page), Does.Contain("The same file again").And.Contain("1 created"));
        Assert.That(page.Length, Is.LessThan(20_000));

        using var changed = await UploadAsync(
            Encoding.UTF8.GetBytes(sheet.Replace("Begun", "Ended")),
            "sheet.csv",
            page: page,
            act: "store"
        );
        Assert.That(WebPages.Text(await changed.Content.ReadAsStringAsync()), Does.Contain("What would change"));
        Assert.That(await UpdatesAsync(code), Is.Zero);
        using var stored = await UploadAsync(Encoding.UTF8.GetBytes(sheet), "sheet.csv", page: page, act: "store");
        Assert.That(WebPages.Text(await stored.Content.ReadAsStringAsync()), Does.Contain("The sheet was imported."));
        Assert.That(await UpdatesAsync(code), Is.EqualTo(1));
    }

    [Test]
    public async Task All_that_a_sheet_would_change_is_read_part_by_part_before_it_is_stored()
    {
        var rows = new List<string>();
        for (var number = 0; number < 60; number++)
        {
            rows.Add($"{await stage.CommitmentAsync()},{Some.MemberState},2026-11-01,in_progress,Begun\n");
        }

        using var tried = await UploadAsync($"commitment,party,asOf,status,narrative\n{string.Concat(rows)}");
        var seen = new HashSet<string>();
        var page = await tried.Content.ReadAsStringAsync();
        for (var part = 0; part == 0 || Start(page) != "0"; part++)
        {
            if (part > 0)
            {
                using var next = await secretariat.SubmitAsync("/import", page, ("from", Start(page)));
                page = await next.Content.ReadAsStringAsync();
            }

            seen.UnionWith(CellCode().Matches(page).Select(match => match.Groups[1].Value));
        }

        Assert.That(seen, Is.SupersetOf(rows.Select(row => row.Split(',')[0])));
        using var stored = await secretariat.SubmitAsync("/import", page, ("act", "store"));
        Assert.That(
            WebPages.Text(await stored.Content.ReadAsStringAsync()),
            Does.Contain("The sheet was imported.").And.Contain("60 created")
        );

        static string Start(string page) => PartButton().Match(page).Groups[1].Value;
    }

    [Test]
    public async Task A_file_that_is_too_large_is_told_so_beside_the_field()
    {
        using var answer = await UploadAsync(new byte[34 * 1024 * 1024], "sheet.csv");
        Assert.That(
            await answer.Content.ReadAsStringAsync(),
            Does.Match("<p class=\"fault\" id=\"e-file\"[^>]*>The file is larger than 32 MB")
        );
    }

    [Test]
    public async Task A_key_is_created_shown_once_and_revoked()
    {
        using var admin = await PageVisitor.SignedInAsync(stage.Service, TestService.AdminKey);
        using var created = await admin.SubmitAsync("/keys", ("name", "A desk"), ("role", "reader"));
        var page = await created.Content.ReadAsStringAsync();
        var key = Regex.Match(page, "value=\"(ct_[^\"]+)\"").Groups[1].Value;
        Assert.That(created.Headers.CacheControl?.NoStore, Is.True);
        using var client = stage.Service.ClientWith(key);
        var me = await client.GetJsonAsync("/me");
        Assert.That((string)me["name"]!, Is.EqualTo("A desk"));
        var list = await admin.ReadAsync("/keys");
        Assert.That(list, Does.Not.Contain(key).And.Contain("A desk"));

        var id = (string)
            (await stage.Admin.GetJsonAsync("/api-keys"))["items"]!.AsArray().Single(each => (string)each!["name"]! == "A desk")!["id"]!;
        var asking = await admin.ReadAsync($"/keys?revoke={id}");
        using var revoked = await admin.PostAsync(
            "/keys",
            admin.Origin,
            ("form-token", WebPages.TokenOf(asking, "/keys")),
            ("act", "revoke"),
            ("id", id)
        );
        Assert.That(revoked.Headers.Location?.ToString(), Is.EqualTo("/keys?done=revoked"));
        Assert.That((int)(await client.GetAsync(new Uri("/api/v1/me", UriKind.Relative))).StatusCode, Is.EqualTo(401));
    }

    private async Task<PageVisitor> VisitorAsync(string role, string? party = null)
    {
        var key = await Stage.CreateAsync(stage.Admin, "/api-keys", Bodies.Key(role, party));
        return await PageVisitor.SignedInAsync(stage.Service, (string)key["key"]!);
    }

    private Task<HttpResponseMessage> UploadAsync(string csv) => UploadAsync(Encoding.UTF8.GetBytes(csv), "sheet.csv");

    private Task<HttpResponseMessage> UploadAsync(
        byte[] sheet,
        string named,
        string of = "progressUpdates",
        string? page = null,
        string act = "try"
    ) => secretariat.UploadAsync(sheet, named, of, page, act);

    private async Task<int> UpdatesAsync(string code) =>
        (await stage.Public.GetJsonAsync($"/commitments/{code}/progress-updates"))["items"]!.AsArray().Count;

    [GeneratedRegex("<td data-label=\"Commitment\"><span class=\"code\">([^<]+)</span>")]
    private static partial Regex CellCode();

    [GeneratedRegex("<button [^>]*name=\"from\" value=\"([0-9]+)\"")]
    private static partial Regex PartButton();
}
