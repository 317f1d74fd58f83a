using System.Net;
using System.Text.Json.Nodes;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Features.Commitments;

internal sealed class ChangeCommitmentTests
{
    private const string By = "by Key of a secretariat";
    private const string OtherTheme = "other_theme";
    private const string Source =
        """{"document":"Declaration","fragment":"Paragraph 7","grade":"primary","url":"https://example.org/declaration"}""";

    private Stage stage = null!;

    /// <summary>Each member that can be changed alone, with another value, and what the history says of it.</summary>
    private static IEnumerable<TestCaseData> EachMember() =>
        [
            Change("title", "\"Another title\"", "title \"Title of CODE\" to \"Another title\""),
            Change("description", "\"Two\\nlines\"", "description \"A description\" to \"Two\\nlines\""),
            Change("description", "null", "description \"A description\" to nothing"),
            Change("kind", "\"proposal\"", "kind \"commitment\" to \"proposal\""),
            Change("verb", "\"advocates\"", "verb nothing to \"advocates\""),
            Change("scope", "\"national\"", "scope \"regional\" to \"national\""),
            Change("alsoUnder", $"[\"{Some.OtherInstrument}\"]", $"alsoUnder nothing to [\"{Some.OtherInstrument}\"]"),
            Change("theme", $"\"{OtherTheme}\"", $"theme \"{Some.Theme}\" to \"{OtherTheme}\""),
            Change("sources", $"[{Source}]", $"sources nothing to [{Source}]"),
        ];

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        stage = await Stage.StartAsync("RateLimits:Enabled=false");
        stage.Service.AddTheme(OtherTheme);
    }

    [OneTimeTearDown]
    public void Stop() => stage.Dispose();

    [TestCaseSource(nameof(EachMember))]
    public async Task A_member_that_is_sent_changes_and_nothing_else_does(string member, string value, string told)
    {
        var code = await stage.CommitmentAsync();
        var path = $"/commitments/{code}";
        var before = await stage.Secretariat.GetJsonAsync(path);
        stage.Service.Clock.Advance(TimeSpan.FromMinutes(1));
        var answer = await PatchAsync(path, $$"""{"{{member}}": {{value}}}""");
        var after = await answer.JsonAsync();
        var expected = before.DeepClone().AsObject();
        expected[member] = JsonNode.Parse(value);
        expected["version"] = 2;
        expected["updatedAt"] = stage.Service.Clock.Now();
        Assert.That(after.ToJsonString(), Is.EqualTo(expected.ToJsonString()));
        Assert.That((await stage.Public.GetJsonAsync(path)).ToJsonString(), Is.EqualTo(after.ToJsonString()), "read again by the public");
        Assert.That(answer.Headers.ETag!.ToString(), Is.EqualTo(await stage.Secretariat.TagAsync(path)));
        Assert.That(
            (await stage.Secretariat.HistoryAsync(code))[0],
            Is.EqualTo($"v2 commitment_changed {By}: {told.Replace("CODE", code, StringComparison.Ordinal)}")
        );
        Assert.That(await stage.Public.FeedAsync(code), Is.EqualTo(["v1 commitment_created", "v2 commitment_changed"]));
    }

    [TestCase("verb", "\"advocates\"", "null")]
    [TestCase("alsoUnder", "[\"OTHER-PLAN\"]", "[]")]
    [TestCase("sources", "[{\"document\": \"Declaration\", \"grade\": \"primary\"}]", "[]")]
    [TestCase("supersededBy", "\"OTHER\"", "null")]
    public async Task What_was_given_can_be_taken_away_again(string member, string given, string taken)
    {
        var code = await stage.CommitmentAsync();
        var path = $"/commitments/{code}";
        var other = await stage.CommitmentAsync();
        var before = (await stage.Public.GetJsonAsync(path)).AsObject();
        var with = await (
            await PatchAsync(path, $$"""{"{{member}}": {{given.Replace("\"OTHER\"", $"\"{other}\"", StringComparison.Ordinal)}}}""")
        ).JsonAsync();
        Assert.That(JsonNode.DeepEquals(with[member], before[member]), Is.False);
        var without = (await (await PatchAsync(path, $$"""{"{{member}}": {{taken}}}""")).JsonAsync()).AsObject();
        before["version"] = 3;
        before["updatedAt"] = without["updatedAt"]!.DeepClone();
        Assert.That(without.ToJsonString(), Is.EqualTo(before.ToJsonString()));
    }

    [Test]
    public async Task It_moves_to_another_instrument_and_shows_that_ones_title()
    {
        var code = await stage.CommitmentAsync();
        var answer = await PatchAsync($"/commitments/{code}", $$"""{"instrument": "{{Some.OtherInstrument}}"}""");
        Assert.That(
            (await answer.JsonAsync())["instrument"]!.ToJsonString(),
            Is.EqualTo($$"""{"code":"{{Some.OtherInstrument}}","title":"Other plan"}""")
        );
        var inIt = await stage.Public.ItemsAsync($"/commitments?instrument={Some.OtherInstrument}");
        Assert.That(inIt.Select(item => (string?)item["code"]), Does.Contain(code));
        var inOld = await stage.Public.ItemsAsync($"/commitments?instrument={Some.Instrument}");
        Assert.That(inOld.Select(item => (string?)item["code"]), Does.Not.Contain(code));
    }

    [Test]
    public async Task Several_members_at_once_are_one_change()
    {
        var code = await stage.CommitmentAsync();
        var answer = await PatchAsync($"/commitments/{code}", """{"title": "New", "verb": "calls for", "description": null}""");
        Assert.That((long?)(await answer.JsonAsync())["version"], Is.EqualTo(2));
        Assert.That(
            (await stage.Secretariat.HistoryAsync(code))[0],
            Is.EqualTo(
                $"v2 commitment_changed {By}: description \"A description\" to nothing, title \"Title of {code}\" to \"New\", verb nothing to \"calls for\""
            )
        );
    }

    [TestCase("{}")]
    [TestCase("""{"title": "Title of CODE", "verb": null, "alsoUnder": []}""")]
    public async Task A_change_of_nothing_moves_no_version_and_leaves_no_trace(string body)
    {
        var code = await stage.CommitmentAsync();
        var path = $"/commitments/{code}";
        var before = await stage.Secretariat.GetJsonAsync(path);
        var tag = await stage.Secretariat.TagAsync(path);
        stage.Service.Clock.Advance(TimeSpan.FromMinutes(1));
        var answer = await PatchAsync(path, body.Replace("CODE", code, StringComparison.Ordinal));
        Assert.That((await answer.JsonAsync()).ToJsonString(), Is.EqualTo(before.ToJsonString()));
        Assert.That(answer.Headers.ETag!.ToString(), Is.EqualTo(tag));
        Assert.That(await stage.Secretariat.HistoryAsync(code), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_successor_supersedes_it_with_all_its_assignments_until_it_is_taken_away()
    {
        var (code, successor) = (await stage.CommitmentAsync(), await stage.CommitmentAsync());
        await stage.VerifiedAsync(code);
        var superseded = await (await PatchAsync($"/commitments/{code}", $$"""{"supersededBy": "{{successor}}"}""")).JsonAsync();
        Assert.That((string?)superseded["supersededBy"], Is.EqualTo(successor));
        Assert.That((string?)superseded["status"], Is.EqualTo("superseded"));
        Assert.That((string?)superseded["deadline"]!["state"], Is.EqualTo("closed"));
        Assert.That(
            superseded["assignments"]!.AsArray().Select(each => $"{each!["party"]} {each["status"]} {each["deadlineState"]}"),
            Is.EqualTo([
                $"{Some.Body} superseded closed",
                $"{Stage.OtherMemberState} superseded closed",
                $"{Some.MemberState} superseded closed",
            ])
        );
        Assert.That(
            (await stage.Secretariat.HistoryAsync(code))[0],
            Is.EqualTo($"v3 commitment_changed {By}: status \"in_progress\" to \"superseded\", supersededBy nothing to \"{successor}\"")
        );
        var again = await (await PatchAsync($"/commitments/{code}", """{"supersededBy": null}""")).JsonAsync();
        Assert.That((string?)again["status"], Is.EqualTo("in_progress"));
        Assert.That(
            again["assignments"]!.AsArray().Select(each => (string?)each!["status"]),
            Is.EqualTo(["not_reported", "not_reported", "in_progress"])
        );
    }

    [Test]
    public async Task A_draft_that_is_published_is_seen_from_then_on_but_not_what_it_was_before()
    {
        var code = await stage.CommitmentAsync("draft");
        var path = $"/commitments/{code}";
        await (await stage.Public.SendAsync(HttpMethod.Get, path)).ProblemAsync(404, "not_found");
        var answer = await PatchAsync(path, """{"publication": "published", "title": "For all to see"}""");
        Assert.That((string?)(await answer.JsonAsync())["publication"], Is.EqualTo("published"));
        Assert.That((string?)(await stage.Public.GetJsonAsync(path))["title"], Is.EqualTo("For all to see"));
        Assert.That(
            await stage.Public.HistoryAsync(code),
            Is.EqualTo(["v2 commitment_published: publication nothing to \"published\", title nothing to \"For all to see\""])
        );
        Assert.That(
            (await stage.Secretariat.HistoryAsync(code))[0],
            Is.EqualTo(
                $"v2 commitment_published {By}: publication \"draft\" to \"published\", title \"Title of {code}\" to \"For all to see\""
            )
        );
        Assert.That(await stage.Public.FeedAsync(code), Is.EqualTo(["v2 commitment_published"]));
        Assert.That(await stage.Secretariat.FeedAsync(code), Is.EqualTo(["v1 commitment_created", "v2 commitment_published"]));
    }

    [Test]
    public async Task A_published_one_that_is_withdrawn_is_gone_for_the_public_and_told_as_deleted()
    {
        var code = await stage.CommitmentAsync();
        await PatchAsync($"/commitments/{code}", """{"publication": "draft"}""");
        await (await stage.Public.SendAsync(HttpMethod.Get, $"/commitments/{code}")).ProblemAsync(404, "not_found");
        Assert.That(await stage.Public.FeedAsync(code), Is.EqualTo(["v1 commitment_created", "v2 commitment_withdrawn deleted"]));
        Assert.That(
            (await stage.Secretariat.HistoryAsync(code))[0],
            Is.EqualTo($"v2 commitment_withdrawn {By}: publication \"published\" to \"draft\"")
        );
    }

    [TestCase("""{"title": null}""", "title")]
    [TestCase("""{"title": ""}""", "title")]
    [TestCase("""{"title": "  "}""", "title")]
    [TestCase("""{"title": "Two\nlines"}""", "title")]
    [TestCase("""{"title": 7}""", "title")]
    [TestCase("""{"description": "A bell \u0007"}""", "description")]
    [TestCase("""{"verb": ""}""", "verb")]
    [TestCase("""{"kind": null}""", "kind")]
    [TestCase("""{"kind": "promise"}""", "kind")]
    [TestCase("""{"scope": null}""", "scope")]
    [TestCase("""{"scope": "Regional"}""", "scope")]
    [TestCase("""{"instrument": null}""", "instrument")]
    [TestCase("""{"alsoUnder": null}""", "alsoUnder")]
    [TestCase("""{"alsoUnder": ["SOME-PLAN"]}""", "alsoUnder")]
    [TestCase("""{"theme": null}""", "theme")]
    [TestCase("""{"publication": null}""", "publication")]
    [TestCase("""{"publication": "secret"}""", "publication")]
    [TestCase("""{"sources": null}""", "sources")]
    [TestCase("""{"sources": [{"grade": "primary"}]}""", "sources[0].document")]
    [TestCase("""{"code": "AB-999999"}""", "code")]
    [TestCase("""{"status": "completed"}""", "status")]
    [TestCase("""{"version": 7}""", "version")]
    [TestCase("""{"deadline": {"dueOn": "2030-12-31"}}""", "deadline")]
    [TestCase("""{"assignments": []}""", "assignments")]
    [TestCase("""{"titel": "Mistyped"}""", "titel")]
    public Task A_value_that_a_member_cannot_have_is_refused_by_name(string body, string member) =>
        AssertRefusedAsync(body, 400, "validation_failed", member);

    [Test]
    public Task A_title_that_is_too_long_is_refused_by_name() =>
        AssertRefusedAsync($$"""{"title": "{{new string('x', 301)}}"}""", 400, "validation_failed", "title");

    [TestCase("""{"supersededBy": "SELF"}""", 400, "validation_failed", "supersededBy")]
    [TestCase("""{"supersededBy": "NONE-1"}""", 422, "unknown_reference", "supersededBy")]
    [TestCase("""{"instrument": "NONE-1"}""", 422, "unknown_reference", "instrument")]
    [TestCase("""{"alsoUnder": ["NONE-1"]}""", 422, "unknown_reference", "alsoUnder")]
    [TestCase("""{"theme": "none"}""", 422, "unknown_reference", "theme")]
    [TestCase("[]", 400, "malformed_body", null)]
    [TestCase("null", 400, "malformed_body", null)]
    [TestCase("{", 400, "malformed_body", null)]
    [TestCase("""{"title": "One", "title": "Other"}""", 400, "malformed_body", null)]
    public Task What_cannot_be_is_refused(string body, int status, string code, string? member) =>
        AssertRefusedAsync(body, status, code, member);

    [Test]
    public async Task Without_If_Match_nothing_is_changed_and_the_version_is_told()
    {
        var path = $"/commitments/{await stage.CommitmentAsync()}";
        var refused = await stage.Secretariat.SendJsonAsync(HttpMethod.Patch, path, """{"title": "New"}""");
        var problem = await refused.ProblemAsync(428, "version_required");
        Assert.That((long?)problem["currentVersion"], Is.EqualTo(1));
        Assert.That((long?)(await stage.Secretariat.GetJsonAsync(path))["version"], Is.EqualTo(1));
    }

    [Test]
    public async Task With_the_tag_of_what_was_read_before_another_change_nothing_is_overwritten()
    {
        var path = $"/commitments/{await stage.CommitmentAsync()}";
        var tag = await stage.Secretariat.TagAsync(path);
        await PatchAsync(path, """{"title": "Theirs"}""");
        var refused = await stage.Secretariat.SendJsonAsync(HttpMethod.Patch, path, """{"title": "Ours"}""", tag);
        var problem = await refused.ProblemAsync(412, "version_stale");
        Assert.That((long?)problem["currentVersion"], Is.EqualTo(2));
        Assert.That((string?)(await stage.Secretariat.GetJsonAsync(path))["title"], Is.EqualTo("Theirs"));
    }

    [Test]
    public async Task A_body_that_is_no_merge_patch_is_refused()
    {
        var path = $"/commitments/{await stage.CommitmentAsync()}";
        using var content = new StringContent("""{"title": "New"}""", null, "text/plain");
        await (await stage.Secretariat.SendAsync(HttpMethod.Patch, path, content, "*")).ProblemAsync(415, "unsupported_media_type");
    }

    private async Task AssertRefusedAsync(string body, int status, string code, string? member)
    {
        var own = await stage.CommitmentAsync();
        var path = $"/commitments/{own}";
        var before = await stage.Secretariat.GetJsonAsync(path);
        var refused = await stage.Secretariat.SendJsonAsync(
            HttpMethod.Patch,
            path,
            body.Replace("SELF", own, StringComparison.Ordinal),
            await stage.Secretariat.TagAsync(path)
        );
        var problem = await refused.ProblemAsync(status, code);
        Assert.That(
            problem["errors"]?.AsObject().Select(error => error.Key) ?? [],
            Is.EqualTo(member is null ? Array.Empty<string>() : [member])
        );
        Assert.That((await stage.Secretariat.GetJsonAsync(path)).ToJsonString(), Is.EqualTo(before.ToJsonString()), "nothing changed");
        Assert.That(await stage.Secretariat.HistoryAsync(own), Has.Count.EqualTo(1));
    }

    /// <summary>Changes it with the tag that it has now.</summary>
    private async Task<HttpResponseMessage> PatchAsync(string path, string body)
    {
        var answer = await stage.Secretariat.SendJsonAsync(HttpMethod.Patch, path, body, await stage.Secretariat.TagAsync(path));
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK), await answer.Content.ReadAsStringAsync());
        return answer;
    }

    private static TestCaseData Change(string member, string value, string told) =>
        new TestCaseData(member, value, told).SetArgDisplayNames(member, value.Length < 20 ? value : "…");
}
