using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Features.Pages;

/// <summary>The pages as they come over HTTP, with the data that is shipped.</summary>
[Parallelizable(ParallelScope.Self)]
internal sealed partial class PageTests
{
    private const int MaxBytes = 100 * 1000;
    private const string Policy =
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private TestService service = null!;

    [OneTimeSetUp]
    public void Start() => service = TestService.Start(settings: "RateLimits:Enabled=false");

    [OneTimeTearDown]
    public void Stop() => service.Dispose();

    [TestCase("/", "How ASEAN's digital commitments stand", "Hanoi Declaration on digital cooperation", "Viet Nam")]
    [TestCase("/commitments", "93 commitments", "Apply the ASEAN anti-scam guide", "Page 1 of 2")]
    [TestCase(WebPages.Record, "implementation of the ASEAN Guide on Anti-Scam Policies", "Timor-Leste", "Deadline 2030")]
    [TestCase("/commitments/DEFA-02", "30 May 2026", "Progress updates", "History")]
    [TestCase("/matrix", "51 commitments", "by member states, 21 November 2026", "HND-10", "In progress")]
    [TestCase("/deadlines", "Late", "Carry out the cooperation plan for 2025", "325 days late")]
    [TestCase("/member-states/VN", "What Viet Nam owes", "Sign the Digital Economy Framework Agreement", "Subscribe to the calendar")]
    [TestCase("/bodies/ADGMIN", "owes", "Without a date", "Subscribe to the calendar")]
    public async Task A_page_shows_what_it_is_for(string address, params string[] told)
    {
        using var answer = await service.Public.BrowseAsync(address);
        var text = WebPages.Text(await answer.Content.ReadAsStringAsync());
        Assert.Multiple(() =>
        {
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(answer.Content.Headers.ContentType?.ToString(), Is.EqualTo("text/html; charset=utf-8"));
            foreach (var each in told)
            {
                Assert.That(text, Does.Contain(each));
            }
        });
    }

    [TestCaseSource(typeof(WebPages), nameof(WebPages.All))]
    public async Task A_page_is_light_and_takes_nothing_from_elsewhere(string address)
    {
        foreach (var language in new[] { "en", "vi" })
        {
            using var answer = await service.Public.BrowseAsync(address, ("Accept-Language", language));
            var page = await answer.Content.ReadAsStringAsync();
            Assert.Multiple(() =>
            {
                Assert.That(page, Does.StartWith("<!DOCTYPE html>").And.Contain($"<html lang=\"{language}\""));
                Assert.That(answer.Content.Headers.ContentLength, Is.LessThan(MaxBytes));
                Assert.That(answer.Headers.GetValues("Content-Security-Policy"), Is.EqualTo([Policy]));
                Assert.That(WebPages.Loaded(page).Where(each => each.Contains(':')), Is.Empty);
                Assert.That(page, Does.Not.Match(" style=| on[a-z]+=|<style|<script(?! src)"));
                Assert.That(Id().Matches(page).Select(id => id.Groups[1].Value), Is.Unique);
            });
        }
    }

    [Test]
    public async Task Every_link_to_ourselves_leads_somewhere()
    {
        // A client of its own, since one of the links has it remember a language.
        using var client = new HttpClient { BaseAddress = service.Public.BaseAddress };
        var links = new HashSet<string>();
        foreach (var address in WebPages.All.Except(["/nowhere", "/commitments?status=wrong"]))
        {
            links.UnionWith(WebPages.Links(await client.PageAsync(address)).Select(link => link.Address.Split('#')[0]));
        }

        var own = links.Where(link => link.StartsWith('/') && !link.StartsWith("/sign-in", StringComparison.Ordinal)).ToList();
        Assert.That(own, Has.Count.GreaterThan(200));
        foreach (var link in own)
        {
            using var answer = await client.BrowseAsync(link);
            Assert.That((int)answer.StatusCode, Is.EqualTo(200).Or.EqualTo(303), link);
        }
    }

    [Test]
    public async Task Every_number_of_the_overview_leads_to_a_list_of_so_many()
    {
        foreach (var client in new[] { service.Public, service.Admin })
        {
            var numbers = WebPages
                .Links(await client.PageAsync("/"))
                .Where(link => link.Address.Contains("kind=commitment"))
                .Select(link => (link.Address, Number: int.Parse(link.Text.Split(' ')[0], CultureInfo.InvariantCulture)))
                .ToList();
            Assert.That(numbers, Has.Count.GreaterThan(100));
            foreach (var (address, number) in numbers)
            {
                Assert.That(WebPages.Found(await client.PageAsync(address)), Is.EqualTo(number), address);
            }
        }
    }

    [Test]
    public async Task A_list_is_filtered_searched_sorted_and_read_page_by_page()
    {
        var second = await service.Public.PageAsync("/commitments?page=2");
        var found = await service.Public.PageAsync("/commitments?q=anti-scam&memberState=vn");
        var sorted = await service.Public.PageAsync("/commitments?sort=-code&kind=commitment");
        Assert.Multiple(() =>
        {
            Assert.That(Rows(second), Is.EqualTo(43));
            Assert.That(WebPages.Found(found), Is.EqualTo(Rows(found)).And.GreaterThan(0));
            Assert.That(found, Does.Contain("value=\"anti-scam\"").And.Contain("<option value=\"VN\" selected"));
            Assert.That(
                sorted.IndexOf("/commitments/TL-01", StringComparison.Ordinal),
                Is.GreaterThan(0).And.LessThan(sorted.IndexOf("/commitments/SCAM-04", StringComparison.Ordinal))
            );
        });
    }

    [Test]
    public async Task A_list_is_downloaded_as_a_table_of_the_same_selection()
    {
        var page = await service.Public.PageAsync("/commitments?status=completed&sort=title");
        var (address, _) = WebPages.Links(page).Single(link => link.Text == "Download as CSV");
        using var answer = await service.Public.GetAsync(new Uri(address, UriKind.Relative));
        var rows = CsvText.Rows(await answer.Content.ReadAsStringAsync());
        Assert.That(rows, Has.Count.EqualTo(WebPages.Found(page) + 1));
    }

    [Test]
    public async Task Empty_fields_of_a_form_ask_for_nothing()
    {
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = service.Public.BaseAddress };
        using var answer = await client.BrowseAsync("/commitments?q=&status=completed&theme=");
        Assert.That(answer.Headers.Location?.ToString(), Is.EqualTo("/commitments?status=completed"));
    }

    [Test]
    public async Task A_filter_that_is_wrong_is_named()
    {
        using var answer = await service.Public.BrowseAsync("/commitments?status=done&colour=red");
        var text = WebPages.Text(await answer.Content.ReadAsStringAsync());
        Assert.Multiple(() =>
        {
            Assert.That((int)answer.StatusCode, Is.EqualTo(400));
            Assert.That(text, Does.Contain("colour is not known").And.Contain("The same without filters"));
        });
    }

    [Test]
    public async Task A_person_at_an_unknown_address_finds_a_page_and_a_program_its_problem()
    {
        using var page = await service.Public.BrowseAsync("/nowhere");
        using var program = await service.Public.GetAsync(new Uri("/nowhere", UriKind.Relative));
        using var api = await service.Public.BrowseAsync("/api/v1/nowhere");
        Assert.That((int)page.StatusCode, Is.EqualTo(404));
        Assert.That(WebPages.Text(await page.Content.ReadAsStringAsync()), Does.Contain("There is nothing at this address"));
        await program.ProblemAsync(404, "not_found");
        await api.ProblemAsync(404, "not_found");
    }

    [Test]
    public async Task Without_pages_the_root_is_nothing_and_says_so_as_ever()
    {
        using var without = TestService.Start(settings: [TestService.WithoutReferenceData, "Pages:Enabled=false"]);
        foreach (var address in new[] { "/", "/commitments", "/assets/site.css" })
        {
            using var answer = await without.Public.BrowseAsync(address);
            await answer.ProblemAsync(404, "not_found");
        }
    }

    [Test]
    public async Task A_reader_chooses_the_language_and_comes_back_to_the_page()
    {
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = service.Public.BaseAddress };
        var (address, _) = WebPages
            .Links(await client.PageAsync("/commitments?status=completed"))
            .Single(link => link.Text == "Tiếng Việt");
        using var chosen = await client.BrowseAsync(address);
        Assert.That(chosen.Headers.Location?.ToString(), Is.EqualTo("/commitments?status=completed"));
        var cookie = chosen.Headers.GetValues("Set-Cookie").Single();
        Assert.That(cookie, Does.Contain("httponly").And.Contain("samesite=lax"));
        // The client keeps it, and a browser's own language counts for less.
        Assert.That(await client.PageAsync("/", ("Accept-Language", "en")), Does.Contain("<html lang=\"vi\""));
        using var elsewhere = new HttpClient { BaseAddress = service.Public.BaseAddress };
        Assert.That(await elsewhere.PageAsync("/", ("Accept-Language", "fr, vi-VN;q=0.5")), Does.Contain("<html lang=\"vi\""));
        Assert.That(await elsewhere.PageAsync("/"), Does.Contain("<html lang=\"en\""));
    }

    [TestCase("https://elsewhere.example")]
    [TestCase("//elsewhere.example")]
    [TestCase("/%09/elsewhere.example")]
    [TestCase("/%5Celsewhere.example")]
    public async Task The_choice_of_a_language_leads_nowhere_else(string to)
    {
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = service.Public.BaseAddress };
        using var answer = await client.BrowseAsync($"/language/vi?to={to}");
        Assert.That(answer.Headers.Location?.ToString(), Is.EqualTo("/"));
    }

    [Test]
    public async Task The_style_and_the_script_are_kept_for_good_under_a_name_that_changes_with_them()
    {
        var files = WebPages
            .Loaded(await service.Public.PageAsync("/"))
            .Concat(Style().Matches(await service.Public.PageAsync("/")).Select(each => each.Groups[1].Value))
            .Where(each => each.Length > 0)
            .ToList();
        Assert.That(files, Has.Count.EqualTo(2));
        foreach (var file in files)
        {
            using var kept = await service.Public.GetAsync(new Uri(file, UriKind.Relative));
            using var unnamed = await service.Public.GetAsync(new Uri(file.Split('?')[0], UriKind.Relative));
            Assert.That(kept.Headers.CacheControl?.ToString(), Does.Contain("immutable").And.Contain("max-age=31536000"));
            Assert.That(unnamed.Headers.CacheControl?.ToString(), Does.Contain("no-cache"));
        }
    }

    [Test]
    public async Task A_page_that_has_not_changed_is_not_sent_again()
    {
        using var first = await service.Public.BrowseAsync("/matrix");
        using var again = await service.Public.BrowseAsync("/matrix", ("If-None-Match", first.Headers.ETag!.ToString()));
        using var other = await service.Public.BrowseAsync(
            "/matrix",
            ("If-None-Match", first.Headers.ETag!.ToString()),
            ("Accept-Language", "vi")
        );
        Assert.Multiple(() =>
        {
            Assert.That(again.StatusCode, Is.EqualTo(HttpStatusCode.NotModified));
            Assert.That(other.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(first.Headers.Vary, Is.SupersetOf(new[] { "Accept-Language", "Cookie", "Authorization" }));
        });
    }

    [Test]
    public async Task Under_the_path_of_a_proxy_every_link_begins_with_it()
    {
        using var behind = TestService.Start(settings: "Proxy:PathBase=/tracker");
        foreach (var address in WebPages.All)
        {
            var page = await behind.Public.PageAsync("/tracker" + address);
            var links = WebPages.Links(page).Select(link => link.Address).Concat(WebPages.Loaded(page)).Where(link => link.StartsWith('/'));
            Assert.That(links, Has.Some.StartsWith("/tracker").And.All.StartsWith("/tracker"), address);
        }
    }

    private static int Rows(string page) => Row().Count(page);

    [GeneratedRegex("<tr><th scope=\"row\">")]
    private static partial Regex Row();

    [GeneratedRegex(" id=\"([^\"]*)\"")]
    private static partial Regex Id();

    [GeneratedRegex("<link rel=\"stylesheet\" href=\"([^\"]*)\"")]
    private static partial Regex Style();
}
