using System.Text.Json.Nodes;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Features.Pages;

/// <summary>What a page shows to whom. That nothing hidden is in a byte of any is with the tests of access.</summary>
[Parallelizable(ParallelScope.Self)]
internal sealed class PageAccessTests
{
    private Stage stage = null!;

    [SetUp]
    public async Task Start() => stage = await Stage.StartAsync("RateLimits:Enabled=false");

    [TearDown]
    public void Stop() => stage.Dispose();

    [Test]
    public async Task A_draft_is_seen_by_those_who_keep_the_tracker_alone()
    {
        var draft = await stage.CommitmentAsync("draft");
        foreach (var client in new[] { stage.Public, stage.Reader, stage.FocalPoint })
        {
            Assert.That((int)(await client.BrowseAsync($"/commitments/{draft}")).StatusCode, Is.EqualTo(404));
            Assert.That(await client.PageAsync("/commitments"), Does.Not.Contain(draft));
            Assert.That(
                WebPages.Text(await client.PageAsync($"/commitments?q={draft}")),
                Does.Contain("No commitment meets all of these filters")
            );
        }

        Assert.That(WebPages.Text(await stage.Secretariat.PageAsync($"/commitments/{draft}")), Does.Contain("Draft"));
        Assert.That(await stage.Secretariat.PageAsync("/commitments"), Does.Contain(draft));
    }

    [Test]
    public async Task An_archived_one_is_gone()
    {
        var archived = await stage.ArchivedAsync(Bodies.Commitment(stage.NewCode()));
        Assert.That((int)(await stage.Public.BrowseAsync($"/commitments/{archived}")).StatusCode, Is.EqualTo(404));
        using var gone = await stage.Secretariat.BrowseAsync($"/commitments/{archived}");
        Assert.That((int)gone.StatusCode, Is.EqualTo(410));
        Assert.That(WebPages.Text(await gone.Content.ReadAsStringAsync()), Does.Contain("This commitment was archived"));
    }

    [Test]
    public async Task A_report_that_waits_is_seen_by_its_party_and_by_those_who_review_it()
    {
        var code = await stage.CommitmentAsync();
        await stage.SubmittedAsync(code, Bodies.Report().With(("narrative", "Only just begun")));
        foreach (var client in new[] { stage.Public, stage.Reader, stage.OtherFocalPoint })
        {
            Assert.That(await client.PageAsync($"/commitments/{code}"), Does.Not.Contain("Only just begun"));
        }

        foreach (var client in new[] { stage.FocalPoint, stage.Secretariat })
        {
            Assert.That(
                WebPages.Text(await client.PageAsync($"/commitments/{code}")),
                Does.Contain("Only just begun").And.Contain("Waits for review")
            );
        }
    }

    [Test]
    public async Task A_page_changes_with_the_data_and_one_caller_never_gets_anothers()
    {
        var code = await stage.CommitmentAsync();
        foreach (var address in new[] { $"/commitments/{code}", "/commitments", "/" })
        {
            await stage.Secretariat.PageAsync(address);
            using var seen = await stage.Public.BrowseAsync(address);
            using var kept = await stage.Secretariat.BrowseAsync(address);
            Assert.Multiple(async () =>
            {
                Assert.That(await seen.Content.ReadAsStringAsync(), Does.Contain("/sign-in").And.Not.Contain("class=\"who\""));
                Assert.That(seen.Headers.CacheControl?.ToString(), Is.EqualTo("public, no-cache"));
                Assert.That(await kept.Content.ReadAsStringAsync(), Does.Contain("class=\"who\">Key of a secretariat<"));
                Assert.That(await stage.Reader.PageAsync(address), Does.Contain("class=\"who\">Key of a reader<"));
                Assert.That(kept.Headers.CacheControl?.Private, Is.True);
            });
        }

        await stage.ChangeAsync(HttpMethod.Patch, $"/commitments/{code}", new JsonObject { ["title"] = "Another title" });
        Assert.That(await stage.Public.PageAsync($"/commitments/{code}"), Does.Contain("Another title"));
        Assert.That(await stage.Public.PageAsync("/commitments"), Does.Contain("Another title"));
    }

    [Test]
    public async Task A_page_that_is_remembered_for_who_is_signed_in_is_nobody_elses()
    {
        var draft = await stage.CommitmentAsync("draft");
        var (one, other) = (await stage.KeyAsync(Bodies.Key("secretariat")), await stage.KeyAsync(Bodies.Key("secretariat")));
        using var first = await PageVisitor.SignedInAsync(stage.Service, one.Secret);
        using var second = await PageVisitor.SignedInAsync(stage.Service, other.Secret);
        foreach (var address in new[] { "/commitments", "/work", $"/commitments/{draft}" })
        {
            var (theirs, again, others) = (await first.ReadAsync(address), await first.ReadAsync(address), await second.ReadAsync(address));
            Assert.That(again, Is.EqualTo(theirs), address);
            // The forms on it are another's.
            Assert.That(others, Is.Not.EqualTo(theirs), address);
            Assert.That(WebPages.Text(others), Is.EqualTo(WebPages.Text(theirs)), address);
        }

        await stage.SubmittedAsync(await stage.CommitmentAsync());
        Assert.That(WebPages.Text(await first.ReadAsync("/work")), Does.Contain("Waits for review 1"));
        await stage.Admin.SendAsync(HttpMethod.Post, $"/api-keys/{one.Id}/revoke");
        Assert.That(await first.ReadAsync("/commitments"), Does.Contain("/sign-in").And.Not.Contain(draft));
        Assert.That(await second.ReadAsync("/commitments"), Does.Contain(draft));
    }

    [Test]
    public async Task Where_reading_is_closed_people_are_asked_to_sign_in()
    {
        using var closed = TestService.Start(settings: "Access:PublicRead=false");
        foreach (var address in WebPages.All.Append("/commitments.csv").Where(address => address is not ("/nowhere" or "/sign-in")))
        {
            using var answer = await closed.Public.BrowseAsync(address);
            var page = await answer.Content.ReadAsStringAsync();
            Assert.That((int)answer.StatusCode, Is.EqualTo(401), address);
            Assert.That(page, Does.Contain("Sign in to read this").And.Not.Contain("scam").And.Not.Contain("Viet Nam"), address);
        }

        using var style = await closed.Public.BrowseAsync("/assets/site.css");
        Assert.That((int)style.StatusCode, Is.EqualTo(200));
        Assert.That(
            WebPages.Text(await closed.Admin.PageAsync("/member-states/VN")),
            Does.Contain("What Viet Nam owes").And.Contain("a private feed")
        );
    }

    [Test]
    public async Task What_was_recorded_is_text_and_never_markup()
    {
        const string Text = "<script>alert(1)</script>\"'&";
        var code = await stage.CommitmentAsync(Bodies.Commitment(stage.NewCode()).With(("title", Text), ("description", Text)));
        await stage.VerifiedAsync(code, Bodies.Report().With(("narrative", Text)));
        await stage.MilestoneAsync(code, Bodies.Milestone(Text));
        foreach (
            var address in new[]
            {
                "/",
                "/commitments",
                $"/commitments/{code}",
                "/matrix",
                "/deadlines",
                $"/member-states/{Some.MemberState}",
                "/commitments?q=%3Cscript%3Ealert(1)",
            }
        )
        {
            Assert.That(await stage.Public.PageAsync(address), Does.Not.Contain("<script>").And.Contain("&lt;script&gt;"), address);
        }
    }

    [Test]
    public async Task A_commitment_shows_all_that_stands_under_it()
    {
        var code = await stage.CommitmentAsync();
        await stage.MilestoneAsync(code, Bodies.Milestone("Agree on a form"));
        await stage.VerifiedAsync(
            code,
            Bodies.Report().With(("health", "at_risk"), ("healthReason", "Funds are late"), ("nextStep", "Find funds"))
        );
        await stage.ChangeAsync(
            HttpMethod.Put,
            $"/commitments/{code}/deadline",
            Bodies.Deadline().With(("dueOn", "2027-09-30"), ("precision", "quarter"), ("reason", "Moved by the ministers"))
        );
        var text = WebPages.Text(await stage.Public.PageAsync($"/commitments/{code}"));
        Assert.Multiple(() =>
        {
            foreach (
                var told in new[]
                {
                    "Quarter 3 of 2027",
                    "30 June 2027",
                    "Moved by the ministers",
                    "Agree on a form",
                    "31 March 2027",
                    "At risk",
                    "Funds are late",
                    "Find funds",
                    "1 November 2026",
                    "Deadline changed",
                }
            )
            {
                Assert.That(text, Does.Contain(told));
            }
        });
    }
}
