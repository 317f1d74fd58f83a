using System.Net;
using System.Text.Json.Nodes;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Features.Commitments;

internal sealed class ArchiveCommitmentTests
{
    private Stage stage = null!;
    private string code = null!;

    private string Path => $"/commitments/{code}";

    [OneTimeSetUp]
    public async Task StartAsync() => stage = await Stage.StartAsync("RateLimits:Enabled=false");

    [SetUp]
    public async Task AddCommitmentAsync() => code = await stage.CommitmentAsync();

    [OneTimeTearDown]
    public void Stop() => stage.Dispose();

    [Test]
    public async Task What_is_archived_is_answered_with_nothing_and_then_not_found_by_the_public_and_gone_for_the_keepers()
    {
        using var answer = await stage.Secretariat.SendAsync(HttpMethod.Delete, Path, tag: await stage.Secretariat.TagAsync(Path));
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
        Assert.That(await answer.Content.ReadAsByteArrayAsync(), Is.Empty);
        var unseen = await (await stage.Public.SendAsync(HttpMethod.Get, Path)).ProblemAsync(404, "not_found");
        Assert.That((string?)unseen["detail"], Is.EqualTo($"There is no commitment with the code {code}."));
        var gone = await (await stage.Secretariat.SendAsync(HttpMethod.Get, Path)).ProblemAsync(410, "gone");
        Assert.That((long?)gone["currentVersion"], Is.EqualTo(2));
        foreach (var part in new[] { "deadline", "assignments", "milestones" })
        {
            await (await stage.Public.SendAsync(HttpMethod.Get, $"{Path}/{part}")).ProblemAsync(404, "not_found");
            await (await stage.Secretariat.SendAsync(HttpMethod.Get, $"{Path}/{part}")).ProblemAsync(410, "gone");
        }
    }

    [Test]
    public async Task It_leaves_every_list_and_figure_and_is_listed_where_the_archived_are_asked_for()
    {
        await ArchiveAsync();
        foreach (var list in new[] { "/commitments", "/assignments", "/deadlines" })
        {
            foreach (var client in new[] { stage.Public, stage.Secretariat })
            {
                Assert.That((await client.ItemsAsync(list)).Select(Code), Has.None.EqualTo(code), list);
            }

            Assert.That((await stage.Public.ItemsAsync($"{list}?publication=archived")).Select(Code), Has.None.EqualTo(code), list);
            Assert.That((await stage.Secretariat.ItemsAsync($"{list}?publication=archived")).Select(Code), Has.Some.EqualTo(code), list);
        }

        var matrix = await stage.Public.GetJsonAsync("/summary/matrix");
        Assert.That(matrix["rows"]!.AsArray().Select(row => Code(row!)), Has.None.EqualTo(code));
    }

    [Test]
    public async Task Its_history_stays_and_the_feeds_tell_that_it_is_gone()
    {
        await ArchiveAsync();
        Assert.That(
            (await stage.Secretariat.HistoryAsync(code))[0],
            Is.EqualTo("v2 commitment_archived by Key of a secretariat: publication \"published\" to \"archived\"")
        );
        await (await stage.Public.SendAsync(HttpMethod.Get, $"{Path}/history")).ProblemAsync(404, "not_found");
        foreach (var client in new[] { stage.Public, stage.Secretariat })
        {
            Assert.That(await client.FeedAsync(code), Is.EqualTo(["v1 commitment_created", "v2 commitment_archived deleted"]));
        }
    }

    [Test]
    public async Task It_comes_back_whole_when_it_is_published_again()
    {
        var before = (await stage.Public.GetJsonAsync(Path)).AsObject();
        await ArchiveAsync();
        var answer = await stage.Secretariat.SendJsonAsync(HttpMethod.Patch, Path, new { publication = "published" }, "\"2\"");
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK), await answer.Content.ReadAsStringAsync());
        var again = (await stage.Public.GetJsonAsync(Path)).AsObject();
        before["version"] = 3;
        before["updatedAt"] = again["updatedAt"]!.DeepClone();
        Assert.That(again.ToJsonString(), Is.EqualTo(before.ToJsonString()));
    }

    [Test]
    public async Task Archiving_what_is_archived_changes_nothing()
    {
        await ArchiveAsync();
        await ArchiveAsync();
        Assert.That(await stage.Secretariat.HistoryAsync(code), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Without_a_tag_or_with_an_old_one_nothing_is_archived()
    {
        var tag = await stage.Secretariat.TagAsync(Path);
        var missing = await (await stage.Secretariat.SendAsync(HttpMethod.Delete, Path)).ProblemAsync(428, "version_required");
        Assert.That((long?)missing["currentVersion"], Is.EqualTo(1));
        await stage.ChangeAsync(HttpMethod.Patch, Path, new JsonObject { ["title"] = "New" });
        var stale = await (await stage.Secretariat.SendAsync(HttpMethod.Delete, Path, tag: tag)).ProblemAsync(412, "version_stale");
        Assert.That((long?)stale["currentVersion"], Is.EqualTo(2));
        Assert.That((string?)(await stage.Public.GetJsonAsync(Path))["publication"], Is.EqualTo("published"));
        await (await stage.Secretariat.SendAsync(HttpMethod.Delete, "/commitments/NONE-1", tag: "*")).ProblemAsync(404, "not_found");
    }

    private async Task ArchiveAsync()
    {
        var answer = await stage.Secretariat.SendAsync(HttpMethod.Delete, Path, tag: "*");
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NoContent), await answer.Content.ReadAsStringAsync());
    }

    private static string? Code(JsonNode item) => (string?)item["code"];
}
