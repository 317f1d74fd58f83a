using System.Text.Json.Nodes;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Features.Pages;

/// <summary>What focal points and the secretariat do on the pages, without a script.</summary>
[Parallelizable(ParallelScope.Self)]
internal sealed class ReportAndReviewTests
{
    private Stage stage = null!;
    private PageVisitor focalPoint = null!;
    private PageVisitor secretariat = null!;
    private string code = "";

    [SetUp]
    public async Task Start()
    {
        stage = await Stage.StartAsync("RateLimits:Enabled=false");
        focalPoint = await VisitorAsync("focal_point", Some.MemberState);
        secretariat = await VisitorAsync("secretariat");
        code = await stage.CommitmentAsync();
    }

    [TearDown]
    public void Stop()
    {
        focalPoint.Dispose();
        secretariat.Dispose();
        stage.Dispose();
    }

    [Test]
    public async Task A_focal_point_reports_is_returned_and_reports_again_until_it_is_verified()
    {
        Assert.That(await focalPoint.ReadAsync("/work"), Does.Contain($"href=\"/commitments/{code}/report\""));
        using var sent = await ReportAsync(focalPoint, ("narrative", "First steps\r\nwere made"));
        Assert.That(sent.Headers.Location?.ToString(), Is.EqualTo("/work?done=submitted"));
        Assert.That(WebPages.Text(await focalPoint.ReadAsync("/work?done=submitted")), Does.Contain("Your report was sent."));

        var id = await WaitingAsync();
        using var returned = await DoAsync(id, "return", ("reason", "Which steps?\r\nName them."));
        Assert.That(returned.Headers.Location?.ToString(), Is.EqualTo("/work?done=returned"));
        Assert.That(
            WebPages.Text(await focalPoint.ReadAsync("/work")),
            Does.Contain("Returned to you").And.Contain("Which steps? Name them.")
        );

        var form = await focalPoint.ReadAsync($"/commitments/{code}/report");
        Assert.That(PageVisitor.FieldsOf(form), Does.Contain(("narrative", "First steps\nwere made")));
        using var again = await focalPoint.SubmitAsync($"/commitments/{code}/report", form, ("narrative", "A circular was issued"));
        Assert.That((int)again.StatusCode, Is.EqualTo(303));
        Assert.That(WebPages.Text(await focalPoint.ReadAsync("/work")), Does.Not.Contain("Returned to you"));

        using var verified = await DoAsync(await WaitingAsync(), "verify");
        Assert.That(verified.Headers.Location?.ToString(), Is.EqualTo("/work?done=verified"));
        Assert.That(WebPages.Text(await stage.Public.PageAsync($"/commitments/{code}")), Does.Contain("A circular was issued"));
    }

    [Test]
    public async Task The_reviewer_sees_the_report_before_beside_the_new_one()
    {
        await stage.VerifiedAsync(code, Bodies.Report(asOf: "2026-10-01").With(("narrative", "What was before")));
        await stage.SubmittedAsync(code, Bodies.Report().With(("narrative", "What is new")));
        var page = WebPages.Text(await secretariat.ReadAsync($"/progress-updates/{await WaitingAsync()}"));
        Assert.That(page, Does.Contain("What is new").And.Contain("What was before"));
    }

    [Test]
    public async Task The_secretariat_reports_on_a_partys_behalf_and_voids_what_was_wrong()
    {
        using var sent = await secretariat.SubmitAsync(
            $"/commitments/{code}/report?party={Stage.OtherMemberState}",
            await secretariat.ReadAsync($"/commitments/{code}/report?party={Stage.OtherMemberState}"),
            ("status", "in_progress"),
            ("narrative", "By letter")
        );
        Assert.That((int)sent.StatusCode, Is.EqualTo(303), await sent.Content.ReadAsStringAsync());
        var update = (await UpdatesAsync()).Single()!;
        Assert.That((bool)update["onBehalf"]!, Is.True);
        using var voided = await DoAsync((string)update["id"]!, "void", ("reason", "Of another commitment"));
        Assert.That((int)voided.StatusCode, Is.EqualTo(303));
        Assert.That((string)(await UpdatesAsync()).Single()!["review"]!, Is.EqualTo("voided"));
    }

    [Test]
    public async Task A_form_that_is_sent_twice_records_once_and_another_text_under_it_nothing()
    {
        var form = await focalPoint.ReadAsync($"/commitments/{code}/report");
        for (var time = 0; time < 2; time++)
        {
            using var sent = await focalPoint.SubmitAsync(
                $"/commitments/{code}/report",
                form,
                ("status", "in_progress"),
                ("narrative", "Once")
            );
            Assert.That((int)sent.StatusCode, Is.EqualTo(303));
        }

        using var other = await focalPoint.SubmitAsync(
            $"/commitments/{code}/report",
            form,
            ("status", "in_progress"),
            ("narrative", "Twice")
        );
        var page = await other.Content.ReadAsStringAsync();
        Assert.That((int)other.StatusCode, Is.GreaterThanOrEqualTo(400));
        Assert.That(WebPages.Text(page), Does.Contain("This form was sent before").And.Contain("Twice"));
        Assert.That((await UpdatesAsync()).Count, Is.EqualTo(1));
        using var meant = await focalPoint.SubmitAsync($"/commitments/{code}/report", page);
        Assert.That((int)meant.StatusCode, Is.EqualTo(303));
        Assert.That((await UpdatesAsync()).Count, Is.EqualTo(2));
    }

    [Test]
    public async Task What_is_wrong_stands_beside_its_field_and_nothing_that_was_typed_is_lost()
    {
        using var sent = await ReportAsync(
            focalPoint,
            ("percent", "half"),
            ("narrative", "\r\n  <b>Typed</b> & kept"),
            ("evidence[1].title", "A circular"),
            ("evidence[1].url", "no address")
        );
        var page = await sent.Content.ReadAsStringAsync();
        Assert.That((int)sent.StatusCode, Is.EqualTo(400));
        Assert.That(
            page,
            Does.Contain("id=\"e-percent\"").And.Contain("aria-describedby=\"h-percent e-percent\"").And.Contain("autofocus")
        );
        Assert.That(
            PageVisitor.FieldsOf(page),
            Is.SupersetOf(
                new[]
                {
                    ("percent", "half"),
                    ("narrative", "\r\n  <b>Typed</b> & kept"),
                    ("evidence[0].title", "A circular"),
                    ("evidence[0].url", "no address"),
                }
            )
        );

        using var next = await focalPoint.SubmitAsync($"/commitments/{code}/report", page, ("percent", "50"));
        Assert.That(await next.Content.ReadAsStringAsync(), Does.Contain("id=\"e-evidence[0].url\"").And.Not.Contain("id=\"e-percent\""));
        Assert.That((await UpdatesAsync()).Count, Is.Zero);
    }

    [Test]
    public async Task A_report_that_somebody_else_has_reviewed_meanwhile_says_so_and_keeps_the_reason()
    {
        await stage.SubmittedAsync(code);
        var id = await WaitingAsync();
        var page = await secretariat.ReadAsync($"/progress-updates/{id}");
        await stage.Secretariat.SendJsonAsync(HttpMethod.Post, $"/progress-updates/{id}/return", new { reason = "Theirs" });
        using var late = await secretariat.SubmitAsync($"/progress-updates/{id}", page, ("act", "return"), ("reason", "Mine"));
        Assert.That((int)late.StatusCode, Is.EqualTo(409));
        Assert.That(WebPages.Text(await late.Content.ReadAsStringAsync()), Does.Contain("Theirs").And.Contain("Mine"));
    }

    [Test]
    public async Task Each_page_is_for_those_whose_work_it_is()
    {
        await stage.SubmittedAsync(code);
        var review = $"/progress-updates/{await WaitingAsync()}";
        using var reader = await VisitorAsync("reader");
        using var stranger = new PageVisitor(stage.Service);
        using var other = await VisitorAsync("focal_point", Stage.OtherMemberState);
        (PageVisitor Who, string Address, int Status)[] expected =
        [
            (stranger, "/work", 303),
            (stranger, $"/commitments/{code}/report", 303),
            (stranger, review, 303),
            (reader, "/work", 200),
            (reader, $"/commitments/{code}/report", 403),
            (reader, review, 403),
            (other, $"/commitments/{code}/report", 200),
            (other, review, 403),
            (focalPoint, review, 403),
            (focalPoint, $"/commitments/{await stage.CommitmentAsync("draft")}/report", 404),
            (secretariat, review, 200),
            (secretariat, "/progress-updates/019bc5a4-7c00-7000-8000-000000000001", 404),
        ];
        foreach (var (who, address, status) in expected)
        {
            using var answer = await who.GetAsync(address);
            Assert.That((int)answer.StatusCode, Is.EqualTo(status), address);
        }

        using var led = await stranger.GetAsync(review);
        Assert.That(led.Headers.Location?.ToString(), Is.EqualTo($"/sign-in?to={Uri.EscapeDataString(review)}"));
        Assert.That(await other.ReadAsync("/work"), Does.Not.Contain("What was done"));
    }

    [Test]
    public async Task A_focal_point_reports_for_no_other_party()
    {
        using var sent = await ReportAsync(focalPoint, ("party", Stage.OtherMemberState), ("narrative", "Not mine"));
        Assert.That((int)sent.StatusCode, Is.EqualTo(403));
        Assert.That(await sent.Content.ReadAsStringAsync(), Does.Contain("Not mine"));
        Assert.That((await UpdatesAsync()).Count, Is.Zero);
    }

    /// <summary>Without the token, with that of another form or session, or sent by another site, nothing is done.</summary>
    [Test]
    public async Task No_other_site_reports_for_who_is_signed_in()
    {
        var path = $"/commitments/{code}/report";
        var fields = PageVisitor
            .FieldsOf(await focalPoint.ReadAsync(path))
            .Where(field => field.Name is not ("status" or "narrative"))
            .Concat([(Name: "status", Value: "in_progress"), (Name: "narrative", Value: "Forged")])
            .ToArray();
        var others = fields.Where(field => field.Name != "form-token").ToArray();
        var foreign = WebPages.TokenOf(await focalPoint.ReadAsync("/"), "/sign-out");
        var anothers = PageVisitor
            .FieldsOf(await secretariat.ReadAsync($"{path}?party={Some.MemberState}"))
            .First(field => field.Name == "form-token")
            .Value;
        (string? Origin, (string Name, string Value)[] Fields)[] forged =
        [
            ("https://elsewhere.example", fields),
            (null, fields),
            (focalPoint.Origin, others),
            (focalPoint.Origin, [.. others, ("form-token", foreign)]),
            (focalPoint.Origin, [.. others, ("form-token", anothers)]),
        ];
        foreach (var (origin, sent) in forged)
        {
            using var answer = await focalPoint.PostAsync(path, origin, sent);
            Assert.That((int)answer.StatusCode, Is.EqualTo(403));
        }

        Assert.That((await UpdatesAsync()).Count, Is.Zero);
        using var own = await focalPoint.PostAsync(path, focalPoint.Origin, fields);
        Assert.That((int)own.StatusCode, Is.EqualTo(303));
    }

    private Task<HttpResponseMessage> ReportAsync(PageVisitor visitor, params (string Name, string Value)[] typed) =>
        visitor.SubmitAsync($"/commitments/{code}/report", [("status", "in_progress"), .. typed]);

    private async Task<HttpResponseMessage> DoAsync(string id, string act, params (string Name, string Value)[] typed) =>
        await secretariat.SubmitAsync($"/progress-updates/{id}", [("act", act), .. typed]);

    /// <summary>The one report that the queue leads to.</summary>
    private async Task<string> WaitingAsync() =>
        WebPages
            .Links(await secretariat.ReadAsync("/work"))
            .Single(link => link.Address.StartsWith("/progress-updates/", StringComparison.Ordinal))
            .Address.Split('/')[^1];

    private async Task<JsonArray> UpdatesAsync() =>
        (await (await stage.Secretariat.SendAsync(HttpMethod.Get, $"/commitments/{code}/progress-updates")).JsonAsync())[
            "items"
        ]!.AsArray();

    private async Task<PageVisitor> VisitorAsync(string role, string? party = null) =>
        await PageVisitor.SignedInAsync(stage.Service, (await stage.KeyAsync(Bodies.Key(role, party))).Secret);
}
