using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Features.Pages;

/// <summary>A form that is sent when the session has ended meanwhile, without a script.</summary>
[Parallelizable(ParallelScope.Self)]
internal sealed class KeptFormTests
{
    private const string Prose = "\r\nViệc thứ nhất: \"đã xong\" & <b>tốt</b>\r\n\r\n  Việc thứ hai\r\n";

    private Stage stage = null!;
    private PageVisitor visitor = null!;
    private NewKey key = null!;
    private string code = "";

    [SetUp]
    public async Task Start()
    {
        stage = await Stage.StartAsync("RateLimits:Enabled=false");
        code = await stage.CommitmentAsync();
        visitor = new PageVisitor(stage.Service);
    }

    [TearDown]
    public void Stop()
    {
        visitor.Dispose();
        stage.Dispose();
    }

    [Test]
    public async Task A_report_is_kept_while_its_author_signs_in_anew()
    {
        await SignInAsync("focal_point", Some.MemberState);
        var path = $"/commitments/{code}/report";
        var form = await visitor.ReadAsync(path);
        (string Name, string Value)[] typed =
        [
            ("status", "in_progress"),
            ("narrative", Prose),
            ("nilReturn", "true"),
            ("evidence[1].title", "Thông tư 12"),
            ("evidence[1].url", "https://example.org/12?a=b&c=d"),
        ];
        await EndSessionAsync();
        using var refused = await visitor.SubmitAsync(path, form, typed);
        var page = await refused.Content.ReadAsStringAsync();
        Assert.Multiple(() =>
        {
            Assert.That((int)refused.StatusCode, Is.EqualTo(401));
            Assert.That(refused.Headers.WwwAuthenticate.Single().Scheme, Is.EqualTo("Bearer"));
            Assert.That(refused.Headers.CacheControl?.NoStore, Is.True);
            Assert.That(WebPages.Text(page), Does.Contain("You are signed out; what you typed is kept").And.Contain("Show my form again"));
            Assert.That(page, Does.Contain("href=\"/sign-in\" target=\"_blank\" rel=\"noopener\""));
        });
        var sent = PageVisitor.FieldsOf(form).Where(field => typed.All(each => each.Name != field.Name)).Concat(typed);
        Assert.That(PageVisitor.FieldsOf(page), Is.EquivalentTo(sent.Where(field => field.Name != "form-token")));

        await SignInAsync("focal_point", Some.MemberState);
        using var shown = await visitor.SubmitAsync(path, page);
        var again = await shown.Content.ReadAsStringAsync();
        Assert.That((int)shown.StatusCode, Is.EqualTo(403));
        Assert.That(WebPages.Text(again), Does.Contain("What you typed is kept: send it again."));
        Assert.That(
            PageVisitor.FieldsOf(again),
            Is.SupersetOf(
                typed.Select(field => (field.Name.Replace("[1]", "[0]"), field.Value)).Append(sent.Single(field => field.Name == "once"))
            )
        );
        Assert.That(await UpdatesAsync(), Is.Empty);

        using var meant = await visitor.SubmitAsync(path, again);
        Assert.That((int)meant.StatusCode, Is.EqualTo(303));
        Assert.That((string?)(await UpdatesAsync()).Single()!["narrative"], Is.EqualTo(Prose.Trim().ReplaceLineEndings("\n")));
    }

    /// <summary>Also of whoever signs in with the same key again: the form that comes back is looked at before it counts.</summary>
    [Test]
    public async Task What_is_kept_is_shown_before_it_is_sent_also_under_the_same_key()
    {
        await SignInAsync("focal_point", Some.MemberState);
        var path = $"/commitments/{code}/report";
        var form = await visitor.ReadAsync(path);
        using var signedOut = await visitor.PostAsync("/sign-out", visitor.Origin, ("form-token", WebPages.TokenOf(form, "/sign-out")));
        using var refused = await visitor.SubmitAsync(path, form, ("status", "in_progress"), ("narrative", Prose));
        var page = await refused.Content.ReadAsStringAsync();
        using var signedIn = await visitor.SubmitAsync("/sign-in", ("key", key.Secret));
        using var shown = await visitor.SubmitAsync(path, page);
        Assert.That((int)shown.StatusCode, Is.EqualTo(403));
        Assert.That(await UpdatesAsync(), Is.Empty);
    }

    [TestCase("/commitments/{0}/edit", "title", "description", "verb", "alsoUnder", "sources[0].document", "sources[0].fragment")]
    [TestCase("/commitments/{0}/edit/deadline", "source", "reason")]
    [TestCase("/commitments/{0}/edit/milestones", "title", "dueOn")]
    [TestCase("/commitments/new", "code", "title", "description", "sources[0].fragment")]
    [TestCase("/rounds/new", "code", "name", "period.from")]
    [TestCase("/rounds/ROUND-0/edit", "name", "period.to")]
    [TestCase("/progress-updates/{1}", "reason")]
    [TestCase("/keys", "name", "expiresOn")]
    public async Task No_form_loses_what_was_typed(string address, params string[] names)
    {
        await SignInAsync("admin");
        var path = string.Format(null, address, code, address.Contains("{1}") ? await stage.SubmittedAsync(code) : "");
        var form = await visitor.ReadAsync(path);
        (string Name, string Value)[] typed = [.. names.Select(name => (name, $"Đã gõ vào {name}"))];
        await EndSessionAsync();
        using var refused = await visitor.SubmitAsync(path, form, typed);
        Assert.That((int)refused.StatusCode, Is.EqualTo(401));
        await SignInAsync("admin");
        using var shown = await visitor.SubmitAsync(path, await refused.Content.ReadAsStringAsync());
        Assert.That((int)shown.StatusCode, Is.EqualTo(403));
        var page = WebUtility.HtmlDecode(await shown.Content.ReadAsStringAsync());
        foreach (var (name, value) in typed)
        {
            Assert.That(page, Does.Match($"name=\"{Regex.Escape(name)}\"[^<]*{Regex.Escape(value)}"));
        }
    }

    [Test]
    public async Task Boxes_and_choices_are_kept()
    {
        await SignInAsync("secretariat");
        var form = await visitor.ReadAsync("/rounds/new");
        await EndSessionAsync();
        using var refused = await visitor.PostAsync(
            "/rounds/new",
            visitor.Origin,
            [.. PageVisitor.FieldsOf(form), ("instruments", Some.Instrument), ("instruments", Some.OtherInstrument)]
        );
        await SignInAsync("secretariat");
        using var round = await visitor.SubmitAsync("/rounds/new", await refused.Content.ReadAsStringAsync());
        Assert.That(
            PageVisitor.FieldsOf(await round.Content.ReadAsStringAsync()).Where(field => field.Name == "instruments"),
            Is.EquivalentTo([("instruments", Some.Instrument), ("instruments", Some.OtherInstrument)])
        );

        var owners = $"/commitments/{code}/edit/owners";
        form = await visitor.ReadAsync(owners);
        await EndSessionAsync();
        using var refusedOwner = await visitor.SubmitAsync(owners, form, ("party", Stage.OtherMemberState), ("role", "support"));
        await SignInAsync("secretariat");
        using var owner = await visitor.SubmitAsync(owners, await refusedOwner.Content.ReadAsStringAsync());
        Assert.That(
            PageVisitor.FieldsOf(await owner.Content.ReadAsStringAsync()),
            Is.SupersetOf(new[] { ("party", Stage.OtherMemberState), ("role", "support") })
        );
    }

    [Test]
    public async Task A_file_is_not_kept_which_is_said()
    {
        await SignInAsync("secretariat");
        await EndSessionAsync();
        using var refused = await SendFileAsync(new string('x', 5000));
        var page = await refused.Content.ReadAsStringAsync();
        Assert.That((int)refused.StatusCode, Is.EqualTo(401));
        Assert.That(WebPages.Text(page), Does.Contain("A file cannot be kept: choose it again in the form."));
        Assert.That(PageVisitor.FieldsOf(page), Is.EqualTo([("of", "commitments"), ("act", "try")]));
        await SignInAsync("secretariat");
        using var shown = await visitor.SubmitAsync("/import", page);
        Assert.That((int)shown.StatusCode, Is.EqualTo(403));
        Assert.That(PageVisitor.FieldsOf(await shown.Content.ReadAsStringAsync()), Does.Contain(("of", "commitments")));
    }

    [Test]
    public async Task Of_a_stranger_no_more_is_read_than_of_anybody_without_a_file()
    {
        using var refused = await SendFileAsync(new string('x', 2 * 1024 * 1024));
        var page = await refused.Content.ReadAsStringAsync();
        Assert.That((int)refused.StatusCode, Is.EqualTo(401));
        Assert.That(WebPages.Text(page), Does.Contain("You are signed out").And.Not.Contain("Show my form again"));
    }

    [Test]
    public async Task Who_may_not_is_told_so_and_has_what_was_typed()
    {
        await SignInAsync("focal_point", Some.MemberState);
        var path = $"/commitments/{code}/report";
        var form = await visitor.ReadAsync(path);
        await SignInAsync("reader");
        using var refused = await visitor.SubmitAsync(path, form, ("narrative", Prose));
        var page = await refused.Content.ReadAsStringAsync();
        Assert.That((int)refused.StatusCode, Is.EqualTo(403));
        Assert.That(WebPages.Text(page), Does.Contain("This is not yours to do; what you typed is kept"));
        Assert.That(PageVisitor.FieldsOf(page), Does.Contain(("narrative", Prose)));
    }

    [Test]
    public async Task Nothing_that_another_site_sends_comes_back_and_nothing_of_it_is_markup()
    {
        const string Markup = "\"><script>alert(1)</script>";
        var path = $"/commitments/{code}/report";
        foreach (var origin in new[] { null, "https://elsewhere.example" })
        {
            using var foreign = await visitor.PostAsync(path, origin, (Markup, Markup));
            Assert.That((int)foreign.StatusCode, Is.EqualTo(403));
            Assert.That(await foreign.Content.ReadAsStringAsync(), Does.Not.Contain("alert(1)"));
        }

        using var own = await visitor.PostAsync(path, visitor.Origin, (Markup, Markup));
        var page = await own.Content.ReadAsStringAsync();
        Assert.That(page, Does.Contain("alert(1)").And.Not.Contain("<script>"));
        Assert.That(PageVisitor.FieldsOf(page), Is.EqualTo([(Markup, Markup)]));
    }

    private async Task SignInAsync(string role, string? party = null)
    {
        key = await stage.KeyAsync(Bodies.Key(role, party));
        using var answer = await visitor.SubmitAsync("/sign-in", ("key", key.Secret));
        Assert.That((int)answer.StatusCode, Is.EqualTo(303));
    }

    private async Task EndSessionAsync()
    {
        using var revoked = await stage.Admin.SendAsync(HttpMethod.Post, $"/api-keys/{key.Id}/revoke");
        Assert.That((int)revoked.StatusCode, Is.EqualTo(200));
    }

    private async Task<HttpResponseMessage> SendFileAsync(string sheet)
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent("commitments"), "of" },
            { new StringContent("try"), "act" },
            { new StringContent(sheet, new MediaTypeHeaderValue("text/csv")), "file", "sheet.csv" },
        };
        return await visitor.SendAsync("/import", form);
    }

    private async Task<JsonArray> UpdatesAsync() =>
        (await stage.Secretariat.GetJsonAsync($"/commitments/{code}/progress-updates"))["items"]!.AsArray();
}
