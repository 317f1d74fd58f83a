using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Features.Commitments;

internal sealed class ParallelChangesTests
{
    private Stage stage = null!;
    private string path = null!;

    [SetUp]
    public async Task Start()
    {
        stage = await Stage.StartAsync("RateLimits:Enabled=false");
        path = $"/commitments/{await stage.CommitmentAsync(Bodies.Commitment(stage.NewCode()).With(("description", "0")))}";
    }

    [TearDown]
    public void Stop() => stage.Dispose();

    [Test]
    public async Task Two_hundred_parallel_writers_that_read_change_and_try_again_lose_no_change()
    {
        const int Writers = 200;
        var start = (long)(await stage.Secretariat.GetJsonAsync(path))["version"]!;
        var tries = await Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => CountUpAsync()));
        var end = await stage.Secretariat.GetJsonAsync(path);
        TestContext.Out.WriteLine($"{tries.Sum()} tries");
        Assert.Multiple(() =>
        {
            Assert.That((string?)end["description"], Is.EqualTo("200"));
            Assert.That((long)end["version"]!, Is.EqualTo(start + Writers));
        });
        var history = await stage.Secretariat.GetJsonAsync($"{path}/history?limit=200");
        Assert.That(
            history["items"]!.AsArray().Select(entry => (string?)entry!["fields"]![0]!["after"]),
            Is.EqualTo(Enumerable.Range(1, Writers).Reverse().Select(count => count.ToString(CultureInfo.InvariantCulture))),
            "the journal holds each change"
        );
    }

    [Test]
    public async Task Of_100_parallel_changes_with_one_tag_one_is_carried_out()
    {
        var tag = await stage.Secretariat.TagAsync(path);
        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 100)
                .Select(each => stage.Secretariat.SendJsonAsync(HttpMethod.Patch, path, new { description = $"Change {each}" }, tag))
        );
        var done = answers.Single(answer => answer.StatusCode == HttpStatusCode.OK);
        foreach (var refused in answers.Where(answer => answer != done))
        {
            var problem = await refused.ProblemAsync(412, "version_stale");
            Assert.That((long?)problem["currentVersion"], Is.EqualTo(2));
        }

        var now = await stage.Secretariat.GetJsonAsync(path);
        Assert.That((string?)now["description"], Is.EqualTo((string?)(await done.JsonAsync())["description"]));
    }

    /// <summary>Reads the count and writes the next one, anew until nobody came between; how often that took.</summary>
    private async Task<int> CountUpAsync()
    {
        for (var tries = 1; ; tries++)
        {
            using var read = await stage.Secretariat.SendAsync(HttpMethod.Get, path);
            var count = int.Parse((string)(await read.JsonAsync())["description"]!, CultureInfo.InvariantCulture);
            using var changed = await stage.Secretariat.SendJsonAsync(
                HttpMethod.Patch,
                path,
                new JsonObject { ["description"] = (count + 1).ToString(CultureInfo.InvariantCulture) },
                read.Headers.ETag!.ToString()
            );
            if (changed.StatusCode == HttpStatusCode.OK)
            {
                return tries;
            }

            // Where many wait at once the store may also ask to come back later.
            Assert.That((int)changed.StatusCode, Is.EqualTo(412).Or.EqualTo(503), await changed.Content.ReadAsStringAsync());
        }
    }
}
