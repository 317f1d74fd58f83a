using System.Text.RegularExpressions;
using CommitmentTracker.Tests.Support;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace CommitmentTracker.Tests.Features.Pages;

/// <summary>The pages in a real browser, with the data that is shipped and with records of every status.</summary>
[Category("Browser")]
[Parallelizable(ParallelScope.Self)]
internal sealed partial class BrowserTests
{
    private static readonly AxeRunOptions Rules = new()
    {
        RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
    };

    private static readonly string[] Rounds =
    [
        "/rounds/SHOWN-3",
        "/rounds/SHOWN-3?party=VN",
        "/rounds/SHOWN-2",
        "/rounds/SHOWN-2/comparison",
    ];

    private TestService service = null!;
    private Browser browser = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        browser = await Browser.StartAsync();
        service = TestService.Start(settings: "RateLimits:Enabled=false");
        await ReportOfEverySortAsync();
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        service?.Dispose();
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }
    }

    [TestCase(false, "en")]
    [TestCase(true, "en")]
    [TestCase(false, "vi")]
    public async Task Nothing_on_any_page_stands_in_the_way_of_anyone(bool isDark, string language)
    {
        await using var window = await browser.OpenAsync(service, isDark: isDark, language: language);
        foreach (var address in WebPages.All.Concat(Rounds))
        {
            await window.Page.GotoAsync(address);
            var result = await window.Page.RunAxe(Rules);
            var violations = result.Violations.SelectMany(each => each.Nodes.Select(node => $"{each.Id}: {node.Html}"));
            Assert.That(violations, Is.Empty, address);
        }

        Assert.That(window.Complaints, Is.Empty);
        Assert.That(window.Hosts, Is.EqualTo([service.Public.BaseAddress!.Authority]));
    }

    [TestCase(360)]
    [TestCase(640)]
    [TestCase(1280)]
    public async Task No_page_is_wider_than_the_window(int width)
    {
        await using var window = await browser.OpenAsync(service, width);
        foreach (var address in WebPages.All.Concat(Rounds))
        {
            await window.Page.GotoAsync(address);
            var needed = await window.Page.EvaluateAsync<int>("document.documentElement.scrollWidth");
            Assert.That(needed, Is.LessThanOrEqualTo(width), address);
        }
    }

    [TestCase(360, false)]
    [TestCase(1280, false)]
    [TestCase(1280, true)]
    public async Task Every_page_has_its_picture_taken(int width, bool isDark)
    {
        var folder = Path.Combine(TestContext.CurrentContext.WorkDirectory, "screenshots");
        await using var window = await browser.OpenAsync(service, width, isDark);
        foreach (var address in WebPages.All.Concat(Rounds))
        {
            await window.Page.GotoAsync(address);
            var name = NotInNames().Replace(address.Trim('/'), "-");
            var file = Path.Combine(folder, $"{(name.Length == 0 ? "overview" : name)}-{width}{(isDark ? "-dark" : "")}.png");
            await window.Page.ScreenshotAsync(new PageScreenshotOptions { Path = file, FullPage = true });
            Assert.That(new FileInfo(file).Length, Is.GreaterThan(5000), address);
        }

        TestContext.Out.WriteLine($"The pictures are in {folder}.");
    }

    [Test]
    public async Task The_matrix_prints_on_one_landscape_page()
    {
        await using var window = await browser.OpenAsync(service);
        await window.Page.GotoAsync("/matrix");
        var file = System.Text.Encoding.Latin1.GetString(await window.Page.PdfAsync(new PagePdfOptions { PreferCSSPageSize = true }));
        Assert.That(PageOfPdf().Count(file), Is.EqualTo(1));
        Assert.That(file, Does.Match(@"/MediaBox \[0 0 84[12]"));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_visitor_finds_what_Viet_Nam_owes_and_subscribes_its_calendar(bool runsScripts)
    {
        await using var window = await browser.OpenAsync(service, runsScripts: runsScripts);
        var page = window.Page;
        await page.GotoAsync("/");
        await page.GetByRole(AriaRole.Navigation).GetByRole(AriaRole.Link, new() { Name = "Deadlines" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Viet Nam", Exact = true }).ClickAsync();
        Assert.That(await page.TitleAsync(), Does.StartWith("What Viet Nam owes"));
        await Assertions
            .Expect(page.GetByRole(AriaRole.Row, new() { Name = "DEFA-02 Sign the Digital Economy Framework Agreement" }))
            .ToContainTextAsync("2026");

        var subscribe = await page.GetByRole(AriaRole.Link, new() { Name = "Subscribe to the calendar" }).GetAttributeAsync("href");
        var address = await page.GetByLabel("Its address").InputValueAsync();
        Assert.That(subscribe, Is.EqualTo(address.Replace("http://", "webcal://")));
        var calendar = await service.Public.GetStringAsync(new Uri(address));
        Assert.That(calendar, Does.StartWith("BEGIN:VCALENDAR").And.Contain("DEFA-02"));
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Copy" })).ToBeVisibleAsync(new() { Visible = runsScripts });
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_visitor_searches_narrows_down_and_reads_a_commitment(bool runsScripts)
    {
        await using var window = await browser.OpenAsync(service, runsScripts: runsScripts);
        var page = window.Page;
        await page.GotoAsync("/commitments");
        await page.GetByLabel("Words in code, title or description").FillAsync("scam");
        await page.GetByLabel("Member state").SelectOptionAsync("VN");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show" }).ClickAsync();
        await page.WaitForURLAsync(new Regex("/commitments\\?q=scam&memberState=VN$"));
        Assert.That(await page.GetByLabel("Member state").InputValueAsync(), Is.EqualTo("VN"));
        await page.GetByRole(AriaRole.Link, new() { Name = "HND-10" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Blockquote).First).ToContainTextAsync("ASEAN Guide on Anti-Scam");
    }

    [TestCase(false, "en")]
    [TestCase(true, "en")]
    [TestCase(false, "vi")]
    public async Task Nothing_stands_in_the_way_of_who_is_signed_in(bool isDark, string language)
    {
        foreach (var (key, addresses) in await SignedInAsync())
        {
            await using var window = await browser.OpenAsync(service, isDark: isDark, language: language);
            await window.SignInAsync(key);
            foreach (var address in addresses)
            {
                await window.Page.GotoAsync(address);
                await AxeFindsNothingAsync(window.Page, address);
            }

            Assert.That(window.Complaints, Is.Empty);
        }
    }

    [TestCase(360, false)]
    [TestCase(1280, false)]
    [TestCase(1280, true)]
    public async Task Every_page_of_who_is_signed_in_fits_and_has_its_picture_taken(int width, bool isDark)
    {
        var folder = Path.Combine(TestContext.CurrentContext.WorkDirectory, "screenshots");
        foreach (var (key, addresses) in await SignedInAsync())
        {
            await using var window = await browser.OpenAsync(service, width, isDark);
            await window.SignInAsync(key);
            foreach (var address in addresses)
            {
                await window.Page.GotoAsync(address);
                var needed = await window.Page.EvaluateAsync<int>("document.documentElement.scrollWidth");
                Assert.That(needed, Is.LessThanOrEqualTo(width), address);
                var who = key == TestService.AdminKey ? "secretariat" : "focal-point";
                var name = NotInNames().Replace(WebPages.WithoutId(address).Trim('/'), "-");
                var file = Path.Combine(folder, $"{who}-{name}-{width}{(isDark ? "-dark" : "")}.png");
                await window.Page.ScreenshotAsync(new PageScreenshotOptions { Path = file, FullPage = true });
            }
        }
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_focal_point_reports_is_returned_and_reports_again_and_the_secretariat_reviews(bool runsScripts)
    {
        var key = await FocalPointAsync();
        await using var theirs = await browser.OpenAsync(service, runsScripts: runsScripts);
        await using var desk = await browser.OpenAsync(service, runsScripts: runsScripts);
        await theirs.SignInAsync(key);
        await desk.SignInAsync(TestService.AdminKey);
        var (page, review) = (theirs.Page, desk.Page);

        await page.GotoAsync("/commitments/HND-11");
        await page.GetByRole(AriaRole.Link, new() { Name = "Report progress" }).ClickAsync();
        await page.GetByLabel("Status").SelectOptionAsync("in_progress");
        await page.GetByLabel("Percent done").FillAsync("half");
        await page.GetByLabel("What was done").FillAsync("Guidance was drafted");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send for review" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToBeFocusedAsync();
        Assert.That(await page.GetByLabel("What was done").InputValueAsync(), Is.EqualTo("Guidance was drafted"));
        if (runsScripts)
        {
            await AxeFindsNothingAsync(page, "a form with a fault");
        }

        await page.GetByLabel("Percent done").FillAsync("50");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send for review" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("waits for review");

        await ReviewAsync(review);
        await review.GetByLabel("Reason").FillAsync("Which guidance?");
        await review.GetByRole(AriaRole.Button, new() { Name = "Return to the party" }).ClickAsync();
        await Assertions.Expect(review.GetByRole(AriaRole.Status)).ToContainTextAsync("went back");

        await page.GotoAsync("/work");
        await Assertions.Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("Which guidance?");
        await page.GetByRole(AriaRole.Link, new() { Name = "Report again – HND-11" }).ClickAsync();
        await page.GetByLabel("What was done").FillAsync("Circular 12 was issued");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send for review" }).ClickAsync();
        await ReviewAsync(review);
        await review.GetByRole(AriaRole.Button, new() { Name = "Verify" }).ClickAsync();
        await review.GotoAsync("/commitments/HND-11");
        await Assertions.Expect(review.GetByRole(AriaRole.Main)).ToContainTextAsync("Circular 12 was issued");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Sign in" })).ToBeVisibleAsync();

        async Task ReviewAsync(IPage at)
        {
            await at.GotoAsync("/work");
            await at.GetByRole(AriaRole.Link, new() { Name = "Review – HND-11" }).ClickAsync();
        }
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_focal_point_signs_in_through_the_provider(bool runsScripts)
    {
        await using var issuer = await TestIssuer.StartAsync();
        issuer.Pages.Person = issuer.Claims("focal_point", "VN");
        using var known = TestService.Start(settings: [.. issuer.Pages.Settings, "Authentication:Schemes:Oidc:DisplayName=ASEAN ID"]);
        issuer.Pages.ReturnAddresses.Add(new Uri(known.Address, "/sign-in/return").ToString());
        await using var window = await browser.OpenAsync(known, runsScripts: runsScripts);
        var page = window.Page;
        await page.GotoAsync("/commitments/HND-11/report");
        await LooksRightAsync("sign-in-by-provider");
        await page.GetByRole(AriaRole.Link, new() { Name = "Sign in with ASEAN ID" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Turn back" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("ASEAN ID did not let you in");
        await LooksRightAsync("sign-in-turned-back");
        await page.GetByRole(AriaRole.Link, new() { Name = "Sign in with ASEAN ID" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = TestIssuerPages.Button }).ClickAsync();
        await page.WaitForURLAsync("**/commitments/HND-11/report");
        await Assertions.Expect(page.GetByRole(AriaRole.Banner)).ToContainTextAsync("Name of a focal_point");
        await page.GetByLabel("Status").SelectOptionAsync("in_progress");
        await page.GetByLabel("What was done").FillAsync("Guidance was drafted");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send for review" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("waits for review");
        Assert.That(window.Complaints, Is.Empty);

        async Task LooksRightAsync(string name)
        {
            if (runsScripts)
            {
                await AxeFindsNothingAsync(page, name);
                await TakePictureAsync(page, name);
            }
        }
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Nothing_that_was_typed_is_lost_when_the_session_has_ended(bool runsScripts)
    {
        const string Typed = "\nViệc thứ nhất: đã xong\n\n  Việc thứ hai";
        var key = await Stage.CreateAsync(service.Admin, "/api-keys", Bodies.Key("focal_point", "VN"));
        await using var window = await browser.OpenAsync(service, runsScripts: runsScripts);
        await window.SignInAsync((string)key["key"]!);
        var page = window.Page;
        await page.GotoAsync("/commitments/HND-07/report");
        await page.GetByLabel("Status").SelectOptionAsync("in_progress");
        await page.GetByLabel("What was done").FillAsync(Typed);
        await service.Admin.SendAsync(HttpMethod.Post, $"/api-keys/{key["apiKey"]!["id"]}/revoke");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send for review" }).ClickAsync();
        await Assertions
            .Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 }))
            .ToHaveTextAsync("You are signed out; what you typed is kept");
        if (runsScripts)
        {
            await AxeFindsNothingAsync(page, "a form that is kept");
            await TakePictureAsync(page, "form-kept");
        }

        var tab = await page.Context.RunAndWaitForPageAsync(() =>
            page.GetByRole(AriaRole.Link, new() { Name = "Sign in in another tab" }).ClickAsync()
        );
        await tab.GetByLabel("Key").FillAsync(await FocalPointAsync());
        await tab.Locator("form.typed button").ClickAsync();
        await tab.WaitForURLAsync("**/work");

        await page.GetByRole(AriaRole.Button, new() { Name = "Show my form again" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("What you typed is kept: send it again.");
        Assert.That(await page.GetByLabel("What was done").InputValueAsync(), Is.EqualTo(Typed));
        Assert.That(await page.GetByLabel("Status").InputValueAsync(), Is.EqualTo("in_progress"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Send for review" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("waits for review");
        Assert.That(window.Complaints, Is.Empty);
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task An_import_with_a_bad_row_is_mended(bool runsScripts)
    {
        await using var window = await browser.OpenAsync(service, runsScripts: runsScripts);
        await window.SignInAsync(TestService.AdminKey);
        var page = window.Page;
        await page.GotoAsync("/work");
        await page.GetByRole(AriaRole.Link, new() { Name = "Import a sheet" }).ClickAsync();
        var day = runsScripts ? "2026-11-03" : "2026-11-04";
        await TryAsync("nearly");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("1 error: nothing was stored");
        await Assertions.Expect(page.GetByRole(AriaRole.Row, new() { Name = "Row 2" })).ToContainTextAsync("status");
        if (runsScripts)
        {
            await AxeFindsNothingAsync(page, "a sheet with an error");
        }

        await TryAsync("in_progress");
        await Assertions.Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("What would change");
        if (runsScripts)
        {
            await AxeFindsNothingAsync(page, "a sheet that was tried");
        }

        await page.GetByRole(AriaRole.Button, new() { Name = "Import it" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("The sheet was imported.");

        async Task TryAsync(string status)
        {
            var sheet = $"commitment,party,asOf,status,narrative\nHND-14,VN,{day},{status},By sheet\n";
            await page.GetByLabel("File (needed)")
                .SetInputFilesAsync(
                    new FilePayload
                    {
                        Name = "sheet.csv",
                        MimeType = "text/csv",
                        Buffer = System.Text.Encoding.UTF8.GetBytes(sheet),
                    }
                );
            await page.GetByRole(AriaRole.Button, new() { Name = "See what it would change" }).ClickAsync();
        }
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Two_editors_collide_and_nothing_is_lost(bool runsScripts)
    {
        await using var first = await browser.OpenAsync(service, runsScripts: runsScripts);
        await using var second = await browser.OpenAsync(service, runsScripts: runsScripts);
        var (mine, theirs) = ($"Second, {runsScripts}", $"First, {runsScripts}");
        foreach (var window in new[] { first, second })
        {
            await window.SignInAsync(TestService.AdminKey);
            await window.Page.GotoAsync("/commitments/HND-12/edit");
        }

        await first.Page.GetByLabel("Title").FillAsync(theirs);
        await first.Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(first.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("saved");
        await second.Page.GetByLabel("Title").FillAsync(mine);
        await second.Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(second.Page.GetByRole(AriaRole.Row, new() { Name = "Title" })).ToContainTextAsync(theirs);
        Assert.That(await second.Page.GetByLabel("Title").InputValueAsync(), Is.EqualTo(mine));
        if (runsScripts)
        {
            await AxeFindsNothingAsync(second.Page, "a collision");
        }

        await TakePictureAsync(second.Page, "secretariat-collision");
        await second.Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(second.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync(mine);
    }

    [Test]
    public async Task The_keyboard_alone_comes_to_the_content_and_through_the_places()
    {
        await using var window = await browser.OpenAsync(service);
        var page = window.Page;
        await page.GotoAsync("/commitments");
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Skip to the content" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.GetByLabel("Words in code, title or description")).ToBeFocusedAsync();
    }

    [Test]
    public async Task A_reader_takes_the_pages_in_Vietnamese()
    {
        await using var window = await browser.OpenAsync(service);
        var page = window.Page;
        await page.GotoAsync("/matrix?memberState=VN");
        await page.GetByRole(AriaRole.Link, new() { Name = "Tiếng Việt" }).ClickAsync();
        await page.WaitForURLAsync(new Regex("/matrix\\?memberState=VN$"));
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Ma trận");
    }

    private static async Task AxeFindsNothingAsync(IPage page, string where)
    {
        var result = await page.RunAxe(Rules);
        Assert.That(result.Violations.SelectMany(each => each.Nodes.Select(node => $"{each.Id}: {node.Html}")), Is.Empty, where);
    }

    private static Task<byte[]> TakePictureAsync(IPage page, string name) =>
        page.ScreenshotAsync(
            new PageScreenshotOptions { Path = Path.Combine(TestContext.CurrentContext.WorkDirectory, "screenshots", $"{name}-1280.png") }
        );

    private async Task<string> FocalPointAsync() =>
        (string)(await Stage.CreateAsync(service.Admin, "/api-keys", Bodies.Key("focal_point", "VN")))["key"]!;

    /// <summary>A key of each kind of work, with the pages that it opens.</summary>
    private async Task<IEnumerable<(string Key, string[] Addresses)>> SignedInAsync()
    {
        var key = await FocalPointAsync();
        using var focalPoint = service.ClientWith(key);
        var waiting = await Stage.CreateAsync(
            focalPoint,
            "/commitments/HND-03/progress-updates",
            Bodies.Report("VN").With(("asOf", "2026-11-02"))
        );
        var back = await Stage.CreateAsync(
            focalPoint,
            "/commitments/HND-04/progress-updates",
            Bodies.Report("VN").With(("asOf", "2026-11-02"))
        );
        await service.Admin.SendJsonAsync(
            HttpMethod.Post,
            $"/progress-updates/{back["id"]}/return",
            new { reason = "Please name the circular." }
        );
        return
        [
            (key, ["/work", "/commitments/HND-04/report", WebPages.Record, "/sign-in"]),
            (
                TestService.AdminKey,
                [.. WebPages.SignedIn, .. Rounds, "/rounds/SHOWN-3/edit", "/rounds/SHOWN-3/close", $"/progress-updates/{waiting["id"]}"]
            ),
        ];
    }

    /// <summary>Reports of each status and health, so that each sign and colour is on some page.</summary>
    private async Task ReportOfEverySortAsync()
    {
        await Stage.CreateAsync(service.Admin, "/rounds", RoundOf("SHOWN-1", 2025));
        await service.Admin.SendAsync(HttpMethod.Post, "/rounds/SHOWN-1/close", null, "*");
        (string Commitment, string Party, string Status, string? Health)[] reports =
        [
            ("HND-02", "VN", "completed", "on_track"),
            ("HND-03", "VN", "in_progress", "at_risk"),
            ("HND-04", "VN", "not_started", "off_track"),
            ("HND-05", "VN", "on_hold", null),
            ("HND-06", "VN", "cancelled", null),
            ("HND-10", "VN", "in_progress", "off_track"),
            ("HND-10", "TH", "completed", null),
            ("DEFA-02", "SG", "in_progress", "at_risk"),
        ];
        foreach (var (commitment, party, status, health) in reports)
        {
            await Stage.CreateAsync(
                service.Admin,
                $"/commitments/{commitment}/progress-updates",
                Bodies
                    .Report(party)
                    .With(("status", status), ("health", health), ("healthReason", health is null or "on_track" ? null : "Funds are late"))
            );
        }

        await Stage.CreateAsync(service.Admin, "/rounds", RoundOf("SHOWN-2", 2026));
        await service.Admin.SendAsync(HttpMethod.Post, "/rounds/SHOWN-2/close", null, "*");
        await Stage.CreateAsync(service.Admin, "/rounds", RoundOf("SHOWN-3", 2026).With(("name", "Second report 2026")));
    }

    private static System.Text.Json.Nodes.JsonObject RoundOf(string code, int year) =>
        Bodies
            .Round(code)
            .With(
                ("name", $"Yearly report {year}"),
                ("instruments", new System.Text.Json.Nodes.JsonArray("HANOI-2026", "ADM-2030")),
                ("period", new System.Text.Json.Nodes.JsonObject { ["from"] = $"{year}-01-01", ["to"] = $"{year}-12-31" }),
                ("closesOn", $"{year + 1}-01-31")
            );

    [GeneratedRegex("[^a-zA-Z0-9]+")]
    private static partial Regex NotInNames();

    [GeneratedRegex(@"/Type\s*/Page\b")]
    private static partial Regex PageOfPdf();
}
