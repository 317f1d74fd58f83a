using System.Net;
using System.Text.Json.Nodes;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Http.Caching;

internal sealed class IfMatchTests
{
    private Stage stage = null!;

    [SetUp]
    public async Task Start() => stage = await Stage.StartAsync();

    [TearDown]
    public void Stop() => stage.Dispose();

    [Test]
    public async Task The_weak_form_that_a_compressing_proxy_makes_of_the_current_tag_changes_the_record()
    {
        var path = $"/commitments/{await stage.CommitmentAsync()}";
        var tag = await stage.Secretariat.TagAsync(path);
        var changed = await stage.Secretariat.SendJsonAsync(HttpMethod.Patch, path, new JsonObject { ["title"] = "New" }, $"W/{tag}");
        Assert.That(changed.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task The_weak_form_of_an_old_tag_is_as_stale_as_the_tag()
    {
        var path = $"/commitments/{await stage.CommitmentAsync()}";
        var tag = await stage.Secretariat.TagAsync(path);
        await stage.ChangeAsync(HttpMethod.Patch, path, new JsonObject { ["title"] = "Newer" });
        var refused = await stage.Secretariat.SendJsonAsync(HttpMethod.Patch, path, new JsonObject { ["title"] = "New" }, $"W/{tag}");
        await refused.ProblemAsync(412, "version_stale");
    }

    [Test]
    public async Task A_foreign_tag_matches_nothing()
    {
        var path = $"/commitments/{await stage.CommitmentAsync()}";
        foreach (var tag in new[] { "\"x\"", "W/\"x\"", "\"\"" })
        {
            var refused = await stage.Secretariat.SendJsonAsync(HttpMethod.Patch, path, new JsonObject { ["title"] = "New" }, tag);
            await refused.ProblemAsync(412, "version_stale");
        }
    }
}
