using System.Text.Json.Nodes;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Features.Commitments.History;

internal sealed class ReadHistoryTests
{
    private const string By = "by Key of a secretariat";

    private Stage stage = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => stage = await Stage.StartAsync("RateLimits:Enabled=false");

    [OneTimeTearDown]
    public void Stop() => stage.Dispose();

    [Test]
    public async Task Each_change_is_there_once_the_latest_first_with_when_it_was_and_who_did_it()
    {
        var code = await stage.CommitmentAsync();
        var path = $"/commitments/{code}";
        var made = stage.Service.Clock.Now();
        stage.Service.Clock.Advance(TimeSpan.FromMinutes(1));
        await stage.ChangeAsync(HttpMethod.Patch, path, new JsonObject { ["title"] = "Second" });
        stage.Service.Clock.Advance(TimeSpan.FromMinutes(1));
        var answer = await stage.Admin.SendJsonAsync(HttpMethod.Patch, path, new { title = "Third" }, "*");
        Assert.That(answer.IsSuccessStatusCode);
        var items = await stage.Secretariat.ItemsAsync($"{path}/history");
        Assert.That(
            items.Take(2).Select(Told.Line),
            Is.EqualTo([
                "v3 commitment_changed by bootstrap: title \"Second\" to \"Third\"",
                $"v2 commitment_changed {By}: title \"Title of {code}\" to \"Second\"",
            ])
        );
        Assert.That(Told.Line(items[2]), Does.StartWith($"v1 commitment_created {By}: "));
        Assert.That((string?)items[0]["at"], Is.EqualTo(stage.Service.Clock.Now()));
        Assert.That((string?)items[2]["at"], Is.EqualTo(made));
        Assert.That(items, Has.Count.EqualTo(3));
    }

    [Test]
    public async Task The_first_change_holds_every_field_that_the_record_was_made_with()
    {
        var code = await stage.CommitmentAsync();
        var first = (await stage.Secretariat.ItemsAsync($"/commitments/{code}/history"))[^1];
        Assert.That(first["fields"]!.AsArray().Select(field => field!["before"]), Has.All.Null);
        Assert.That(
            first["fields"]!
                .AsArray()
                .Where(field => (string?)field!["field"] != "deadline")
                .Select(field => $"{field!["field"]} {field["after"]}"),
            Is.EqualTo([
                "assignments/WG-SOME/basis stated",
                "assignments/WG-SOME/role lead",
                "assignments/WG-SOME/status not_reported",
                "assignments/YY/basis stated",
                "assignments/YY/role lead",
                "assignments/YY/status not_reported",
                "assignments/ZZ/basis stated",
                "assignments/ZZ/role lead",
                "assignments/ZZ/status not_reported",
                "description A description",
                $"instrument {Some.Instrument}",
                "kind commitment",
                "publication published",
                "scope regional",
                "status not_reported",
                $"theme {Some.Theme}",
                $"title Title of {code}",
            ])
        );
    }

    [Test]
    public async Task Its_pages_together_are_the_whole_of_it()
    {
        var code = await stage.CommitmentAsync();
        for (var change = 2; change <= 8; change++)
        {
            await stage.ChangeAsync(HttpMethod.Patch, $"/commitments/{code}", new JsonObject { ["title"] = $"Title {change}" });
        }

        foreach (var client in new[] { stage.Public, stage.FocalPoint, stage.Secretariat })
        {
            var whole = await client.HistoryAsync(code);
            Assert.That(whole, Has.Count.EqualTo(8).And.Unique);
            Assert.That(whole.Select(line => line.Split(' ')[0]), Is.EqualTo(["v8", "v7", "v6", "v5", "v4", "v3", "v2", "v1"]));
            foreach (var limit in new[] { 1, 3, 4, 8 })
            {
                Assert.That(await client.HistoryAsync(code, limit), Is.EqualTo(whole), $"limit={limit}");
            }
        }

        var page = (await stage.Public.GetJsonAsync($"/commitments/{code}/history?limit=3"))["page"]!;
        Assert.That($"{page["limit"]} {page["total"]}", Is.EqualTo("3 8"));
    }

    [Test]
    public async Task A_page_goes_on_where_it_stood_though_changes_come_meanwhile()
    {
        var code = await stage.CommitmentAsync();
        await stage.ChangeAsync(HttpMethod.Patch, $"/commitments/{code}", new JsonObject { ["title"] = "Second" });
        var first = await stage.Public.GetJsonAsync($"/commitments/{code}/history?limit=1");
        await stage.ChangeAsync(HttpMethod.Patch, $"/commitments/{code}", new JsonObject { ["title"] = "Third" });
        var second = await stage.Public.GetJsonAsync($"/commitments/{code}/history?limit=1&cursor={first["page"]!["next"]}");
        Assert.That((long?)first["items"]![0]!["version"], Is.EqualTo(2));
        Assert.That((long?)second["items"]![0]!["version"], Is.EqualTo(1));
        Assert.That(second["page"]!["next"], Is.Null);
        Assert.That((long?)second["page"]!["total"], Is.EqualTo(3));
    }

    [Test]
    public async Task A_cursor_of_another_commitment_is_refused()
    {
        var (one, other) = (await stage.CommitmentAsync(), await stage.CommitmentAsync());
        await stage.ChangeAsync(HttpMethod.Patch, $"/commitments/{one}", new JsonObject { ["title"] = "Second" });
        var cursor = (await stage.Public.GetJsonAsync($"/commitments/{one}/history?limit=1"))["page"]!["next"];
        foreach (var query in new[] { $"{other}/history?cursor={cursor}", $"{one}/history?cursor=AAAA" })
        {
            await (await stage.Public.SendAsync(HttpMethod.Get, $"/commitments/{query}")).ProblemAsync(400, "invalid_cursor");
        }
    }

    [Test]
    public async Task A_verified_report_is_told_with_what_it_changed_and_the_public_hears_no_names()
    {
        var code = await stage.CommitmentAsync();
        var id = await stage.VerifiedAsync(code, Bodies.Report().With(("percent", 40), ("health", "at_risk"), ("healthReason", "Rain")));
        var fields =
            "assignments/ZZ/health nothing to \"at_risk\", assignments/ZZ/healthReason nothing to \"Rain\", "
            + "assignments/ZZ/percent nothing to 40, assignments/ZZ/reportedOn nothing to \"2026-11-01\", "
            + "assignments/ZZ/status \"not_reported\" to \"in_progress\", health nothing to \"at_risk\", "
            + $"progressUpdate nothing to \"{id}\", status \"not_reported\" to \"in_progress\"";
        Assert.That((await stage.Public.HistoryAsync(code))[0], Is.EqualTo($"v2 progress_update_verified: {fields}"));
        Assert.That((await stage.Reader.HistoryAsync(code))[0], Is.EqualTo($"v2 progress_update_verified: {fields}"));
        Assert.That((await stage.FocalPoint.HistoryAsync(code))[0], Is.EqualTo($"v2 progress_update_verified: {fields}"));
        Assert.That((await stage.Secretariat.HistoryAsync(code))[0], Is.EqualTo($"v2 progress_update_verified {By}: {fields}"));
    }

    [Test]
    public async Task What_became_of_a_report_that_does_not_count_is_told_to_its_party_alone()
    {
        var code = await stage.CommitmentAsync();
        await stage.ReturnedAsync(code, reason: "Name the circular");
        foreach (var client in new[] { stage.Public, stage.Reader, stage.OtherFocalPoint, stage.Secretariat })
        {
            Assert.That(await client.HistoryAsync(code), Has.Count.EqualTo(1));
        }

        Assert.That(
            (await stage.FocalPoint.HistoryAsync(code)).Select(line => line.Split(':')[0]),
            Is.EqualTo(["v1 progress_update_returned because Name the circular", "v1 progress_update_submitted", "v1 commitment_created"])
        );
    }

    [Test]
    public async Task Of_what_was_done_out_of_public_view_the_public_sees_nothing()
    {
        var code = await stage.CommitmentAsync("draft");
        var path = $"/commitments/{code}";
        await stage.ChangeAsync(HttpMethod.Patch, path, new JsonObject { ["description"] = "Secret one" });
        await stage.ChangeAsync(HttpMethod.Patch, path, new JsonObject { ["publication"] = "published" });
        await stage.ChangeAsync(HttpMethod.Patch, path, new JsonObject { ["publication"] = "draft", ["verb"] = "hides" });
        await stage.ChangeAsync(HttpMethod.Patch, path, new JsonObject { ["description"] = "Secret two" });
        await stage.ChangeAsync(HttpMethod.Patch, path, new JsonObject { ["description"] = "Open", ["publication"] = "published" });
        Assert.That(
            await stage.Public.HistoryAsync(code),
            Is.EqualTo([
                "v6 commitment_published: description nothing to \"Open\", publication nothing to \"published\"",
                "v3 commitment_published: publication nothing to \"published\"",
            ])
        );
        Assert.That(await stage.FocalPoint.HistoryAsync(code), Is.EqualTo(await stage.Public.HistoryAsync(code)));
        Assert.That(
            (await stage.Secretariat.HistoryAsync(code)).Take(5),
            Is.EqualTo([
                $"v6 commitment_published {By}: description \"Secret two\" to \"Open\", publication \"draft\" to \"published\"",
                $"v5 commitment_changed {By}: description \"Secret one\" to \"Secret two\"",
                $"v4 commitment_withdrawn {By}: publication \"published\" to \"draft\", verb nothing to \"hides\"",
                $"v3 commitment_published {By}: publication \"draft\" to \"published\"",
                $"v2 commitment_changed {By}: description \"A description\" to \"Secret one\"",
            ])
        );
    }

    [Test]
    public async Task The_reason_of_a_deadline_is_told_to_all_where_the_change_was_in_public_view()
    {
        var code = await stage.CommitmentAsync("draft");
        var deadline = Bodies.Deadline().With(("dueOn", "2028-01-01"), ("reason", "While a draft"));
        await stage.ChangeAsync(HttpMethod.Put, $"/commitments/{code}/deadline", deadline);
        await stage.ChangeAsync(HttpMethod.Patch, $"/commitments/{code}", new JsonObject { ["publication"] = "published" });
        await stage.ChangeAsync(
            HttpMethod.Put,
            $"/commitments/{code}/deadline",
            Bodies.Deadline().With(("dueOn", "2029-01-01"), ("reason", "In public"))
        );
        Assert.That(
            (await stage.Public.HistoryAsync(code)).Select(line => line.Split(':')[0]),
            Is.EqualTo(["v4 deadline_changed because In public", "v3 commitment_published"])
        );
        Assert.That(
            (await stage.Secretariat.HistoryAsync(code)).Select(line => line.Split(':')[0]),
            Is.EqualTo([
                $"v4 deadline_changed {By} because In public",
                $"v3 commitment_published {By}",
                $"v2 deadline_changed {By} because While a draft",
                $"v1 commitment_created {By}",
            ])
        );
    }
}
