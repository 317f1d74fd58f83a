using System.Text.Json.Nodes;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Features.Pages;

/// <summary>Creating and editing commitments on the pages.</summary>
[Parallelizable(ParallelScope.Self)]
internal sealed class EditTests
{
    private Stage stage = null!;
    private PageVisitor editor = null!;
    private string code = "";

    private string Form => $"/commitments/{code}/edit";

    [SetUp]
    public async Task Start()
    {
        stage = await Stage.StartAsync("RateLimits:Enabled=false");
        editor = await PageVisitor.SignedInAsync(stage.Service, (await stage.KeyAsync(Bodies.Key("secretariat"))).Secret);
        code = await stage.CommitmentAsync(
            Bodies
                .Commitment(stage.NewCode())
                .With(
                    (
                        "sources",
                        new JsonArray(
                            new JsonObject
                            {
                                ["document"] = "A plan",
                                ["fragment"] = "Two\r\nlines ",
                                ["grade"] = "primary",
                            }
                        )
                    )
                )
        );
    }

    [TearDown]
    public void Stop()
    {
        editor.Dispose();
        stage.Dispose();
    }

    [Test]
    public async Task Only_what_was_changed_is_changed()
    {
        var before = await RecordAsync();
        using var untouched = await editor.SubmitAsync(Form);
        Assert.That((int)untouched.StatusCode, Is.EqualTo(303));
        Assert.That((await RecordAsync()).ToJsonString(), Is.EqualTo(before.ToJsonString()));
        using var saved = await editor.SubmitAsync(
            Form,
            ("title", "Another title"),
            ("sources[1].document", "A second"),
            ("sources[1].grade", "secondary")
        );
        Assert.That(saved.Headers.Location?.ToString(), Is.EqualTo($"/commitments/{code}?done=saved"));
        var after = await RecordAsync();
        Assert.That((string)after["title"]!, Is.EqualTo("Another title"));
        Assert.That(after["sources"]!.AsArray().Select(each => (string)each!["document"]!), Is.EqualTo(["A plan", "A second"]));
        Assert.That((string)after["description"]!, Is.EqualTo((string)before["description"]!));
        using var emptied = await editor.SubmitAsync(Form, ("description", " "), ("sources[0].document", ""), ("sources[0].fragment", ""));
        Assert.That((int)emptied.StatusCode, Is.EqualTo(303));
        after = await RecordAsync();
        Assert.That(after["description"], Is.Null);
        Assert.That(after["sources"]!.AsArray().Select(each => (string)each!["document"]!), Is.EqualTo(["A second"]));
    }

    [Test]
    public async Task Two_editors_collide_and_nothing_of_either_is_lost()
    {
        var opened = await editor.ReadAsync(Form);
        await stage.ChangeAsync(
            HttpMethod.Patch,
            $"/commitments/{code}",
            new JsonObject { ["title"] = "Their title", ["verb"] = "their verb" }
        );
        using var late = await editor.SubmitAsync(Form, opened, ("title", "My title"), ("description", "My description"));
        var page = await late.Content.ReadAsStringAsync();
        Assert.That((int)late.StatusCode, Is.EqualTo(412));
        Assert.That(WebPages.Text(page), Does.Contain("My title Their title"));
        Assert.That(
            PageVisitor.FieldsOf(page),
            Is.SupersetOf(new[] { ("title", "My title"), ("description", "My description"), ("verb", "their verb") })
        );
        Assert.That((string)(await RecordAsync())["title"]!, Is.EqualTo("Their title"));

        using var again = await editor.SubmitAsync(Form, page);
        Assert.That((int)again.StatusCode, Is.EqualTo(303));
        var after = await RecordAsync();
        Assert.That(
            ((string)after["title"]!, (string)after["description"]!, (string)after["verb"]!),
            Is.EqualTo(("My title", "My description", "their verb"))
        );
    }

    [Test]
    public async Task A_commitment_is_created_published_and_archived()
    {
        (string, string)[] typed =
        [
            ("code", "NEW-1"),
            ("title", "A new one"),
            ("kind", "commitment"),
            ("scope", "regional"),
            ("instrument", Some.Instrument),
            ("theme", Some.Theme),
        ];
        using var wrong = await editor.SubmitAsync("/commitments/new", [.. typed[1..], ("code", "not a code")]);
        Assert.That(await wrong.Content.ReadAsStringAsync(), Does.Contain("id=\"e-code\"").And.Contain("value=\"not a code\""));
        using var created = await editor.SubmitAsync("/commitments/new", typed);
        Assert.That(created.Headers.Location?.ToString(), Is.EqualTo("/commitments/NEW-1/edit/owners?done=created"));
        using var shown = await editor.GetAsync("/commitments/NEW-1/edit/owners?done=created");
        Assert.That((int)shown.StatusCode, Is.EqualTo(200));
        Assert.That((int)(await stage.Public.BrowseAsync("/commitments/NEW-1")).StatusCode, Is.EqualTo(404));
        using var published = await editor.SubmitAsync("/commitments/NEW-1/edit", ("publication", "published"));
        Assert.That((int)(await stage.Public.BrowseAsync("/commitments/NEW-1")).StatusCode, Is.EqualTo(200));
        using var archived = await editor.SubmitAsync("/commitments/NEW-1/edit", ("act", "archive"));
        Assert.That((int)archived.StatusCode, Is.EqualTo(303));
        Assert.That((int)(await stage.Public.BrowseAsync("/commitments/NEW-1")).StatusCode, Is.EqualTo(404));
        using var restored = await editor.SubmitAsync("/commitments/NEW-1/edit", ("publication", "published"));
        Assert.That((int)(await stage.Public.BrowseAsync("/commitments/NEW-1")).StatusCode, Is.EqualTo(200));
    }

    [Test]
    public async Task Owners_deadline_and_milestones_are_edited()
    {
        using var put = await editor.SubmitAsync(
            $"{Form}/owners",
            ("act", "put"),
            ("party", Some.MemberState),
            ("role", "support"),
            ("basis", "inferred")
        );
        Assert.That((int)put.StatusCode, Is.EqualTo(303), await put.Content.ReadAsStringAsync());
        using var removed = await editor.SubmitAsync($"{Form}/owners", ("act", "remove"), ("party", Some.Body));
        Assert.That((int)removed.StatusCode, Is.EqualTo(303));
        var owners = (await RecordAsync())["assignments"]!.AsArray();
        Assert.That(
            owners.Select(each => $"{each!["party"]} {each["role"]}"),
            Is.EquivalentTo([$"{Stage.OtherMemberState} lead", $"{Some.MemberState} support"])
        );

        using var unexplained = await editor.SubmitAsync($"{Form}/deadline", ("dueOn", "2028-01-31"));
        Assert.That(await unexplained.Content.ReadAsStringAsync(), Does.Contain("id=\"e-reason\"").And.Contain("value=\"2028-01-31\""));
        var opened = await editor.ReadAsync($"{Form}/deadline");
        await stage.ChangeAsync(
            HttpMethod.Put,
            $"/commitments/{code}/deadline",
            Bodies.Deadline().With(("dueOn", "2029-05-31"), ("reason", "Theirs"))
        );
        using var late = await editor.SubmitAsync($"{Form}/deadline", opened, ("dueOn", "2028-01-31"), ("reason", "Mine"));
        var page = await late.Content.ReadAsStringAsync();
        Assert.That((int)late.StatusCode, Is.EqualTo(412));
        Assert.That(WebPages.Text(page), Does.Contain("31 May 2029"));
        using var moved = await editor.SubmitAsync($"{Form}/deadline", page);
        Assert.That((int)moved.StatusCode, Is.EqualTo(303));
        Assert.That((string)(await RecordAsync())["deadline"]!["dueOn"]!, Is.EqualTo("2028-01-31"));

        using var added = await editor.SubmitAsync(
            $"{Form}/milestones",
            ("act", "put"),
            ("title", "A step"),
            ("dueOn", "2027-03-31"),
            ("precision", "day")
        );
        Assert.That((int)added.StatusCode, Is.EqualTo(303), await added.Content.ReadAsStringAsync());
        using var reached = await editor.SubmitAsync(
            $"{Form}/milestones",
            await editor.ReadAsync($"{Form}/milestones?number=1"),
            ("reachedOn", "2026-11-01")
        );
        Assert.That((int)reached.StatusCode, Is.EqualTo(303), await reached.Content.ReadAsStringAsync());
        Assert.That(
            WebPages.Text(await editor.ReadAsync($"{Form}/milestones")),
            Does.Contain("A step").And.Contain("reached 1 November 2026")
        );
        using var dropped = await editor.SubmitAsync($"{Form}/milestones", ("act", "remove"), ("number", "1"));
        Assert.That(WebPages.Text(await editor.ReadAsync($"{Form}/milestones")), Does.Contain("no milestones yet"));
    }

    [Test]
    public async Task Two_who_change_a_milestone_at_once_overwrite_nothing_unseen()
    {
        await stage.MilestoneAsync(code);
        var opened = await editor.ReadAsync($"{Form}/milestones?number=1");
        using var first = await editor.SubmitAsync($"{Form}/milestones", opened, ("dueOn", "2028-05-31"), ("title", "Theirs"));
        Assert.That((int)first.StatusCode, Is.EqualTo(303), await first.Content.ReadAsStringAsync());
        using var second = await editor.SubmitAsync($"{Form}/milestones", opened, ("title", "Mine"), ("reachedOn", "2026-11-01"));
        var met = await second.Content.ReadAsStringAsync();
        Assert.That((int)second.StatusCode, Is.EqualTo(412));
        Assert.That(WebPages.Text(met), Does.Contain("Title Mine Theirs").And.Contain("taken over into this form: Due on"));
        using var again = await editor.SubmitAsync($"{Form}/milestones", met);
        Assert.That((int)again.StatusCode, Is.EqualTo(303));
        var step = (await stage.Public.GetJsonAsync($"/commitments/{code}/milestones"))["items"]![0]!;
        Assert.That(
            ((string)step["title"]!, (string)step["dueOn"]!, (string)step["reachedOn"]!),
            Is.EqualTo(("Mine", "2028-05-31", "2026-11-01"))
        );
    }

    [Test]
    public async Task Only_those_who_keep_the_tracker_edit()
    {
        using var focalPoint = await PageVisitor.SignedInAsync(
            stage.Service,
            (await stage.KeyAsync(Bodies.Key("focal_point", Some.MemberState))).Secret
        );
        using var nobody = new PageVisitor(stage.Service);
        foreach (var address in new[] { "/commitments/new", Form, $"{Form}/deadline", $"{Form}/owners", $"{Form}/milestones" })
        {
            using var answer = await focalPoint.GetAsync(address);
            Assert.That((int)answer.StatusCode, Is.EqualTo(403), address);
            using var stranger = await nobody.GetAsync(address);
            Assert.That((int)stranger.StatusCode, Is.EqualTo(303), address);
            using var sent = await focalPoint.PostAsync(address, focalPoint.Origin, ("title", "Theirs"));
            Assert.That((int)sent.StatusCode, Is.EqualTo(403), address);
        }
    }

    private async Task<JsonNode> RecordAsync() =>
        await (await stage.Secretariat.SendAsync(HttpMethod.Get, $"/commitments/{code}")).JsonAsync();
}
