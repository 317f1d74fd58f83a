using System.Net;
using System.Text.Json.Nodes;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Features.ReferenceData.Instruments;

internal sealed class ChangeInstrumentTests
{
    private readonly TestService service = TestService.Start();
    private int codes;

    private string Code => $"TST-{codes}";
    private string Path => $"/instruments/{Code}";

    [SetUp]
    public Task AddOneAsync()
    {
        codes++;
        return service.AddInstrumentAsync(Code);
    }

    [OneTimeTearDown]
    public void Stop() => service.Dispose();

    [Test]
    public async Task A_patch_changes_what_it_names_and_moves_the_version()
    {
        var before = await service.Public.GetJsonAsync(Path);
        service.Clock.Advance(TimeSpan.FromMinutes(1));
        var answer = await PatchAsync("""{ "title": "New title", "period": { "from": "2026-01-01", "to": "2030-12-31" } }""");
        var changed = await answer.JsonAsync();
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK), changed.ToJsonString());
        Assert.That((string?)changed["title"], Is.EqualTo("New title"));
        Assert.That((string?)changed["kind"], Is.EqualTo("plan"));
        Assert.That((long?)changed["version"], Is.EqualTo(2));
        Assert.That((string?)changed["createdAt"], Is.EqualTo((string?)before["createdAt"]));
        Assert.That((string?)changed["updatedAt"], Is.GreaterThan((string)before["updatedAt"]!));
        Assert.That(JsonNode.DeepEquals(await service.Public.GetJsonAsync(Path), changed));
        Assert.That(await service.Public.TagAsync(Path), Is.EqualTo(answer.Headers.ETag!.ToString()));
    }

    [Test]
    public async Task A_patch_reaches_into_the_period()
    {
        await PatchAsync("""{ "period": { "from": "2026-01-01", "to": "2030-12-31" } }""");
        var moved = await PatchAsync("""{ "period": { "to": "2031-12-31" } }""");
        Assert.That((await moved.JsonAsync())["period"]!.ToJsonString(), Is.EqualTo("""{"from":"2026-01-01","to":"2031-12-31"}"""));
        var open = await PatchAsync("""{ "period": { "to": null } }""");
        Assert.That((await open.JsonAsync())["period"]!.ToJsonString(), Is.EqualTo("""{"from":"2026-01-01","to":null}"""));
        var gone = await PatchAsync("""{ "period": null }""");
        Assert.That((await gone.JsonAsync())["period"], Is.Null);
    }

    [Test]
    public async Task A_coarser_precision_moves_the_day_of_adoption_to_the_last_of_its_period()
    {
        await PatchAsync("""{ "adoptedOn": "2021-01-22", "adoptedPrecision": "day" }""");
        var answer = await PatchAsync("""{ "adoptedPrecision": "month" }""");
        Assert.That((string?)(await answer.JsonAsync())["adoptedOn"], Is.EqualTo("2021-01-31"));
    }

    [Test]
    public async Task The_journal_tells_what_changed_before_and_after()
    {
        await PatchAsync("""{ "title": "New title", "nature": "binding" }""");
        var row = service.ChangesOf("instrument", Code)[^1];
        Assert.That((row.Type, row.Version, row.WasPublic, row.IsPublic), Is.EqualTo(("instrument_changed", 2L, 1L, 1L)));
        Assert.That(row.Before.ToJsonString(), Is.EqualTo($$"""{"nature":"not_stated","title":"Instrument {{Code}}"}"""));
        Assert.That(row.After.ToJsonString(), Is.EqualTo("""{"nature":"binding","title":"New title"}"""));
    }

    [TestCase("{}")]
    [TestCase("""{ "kind": "plan", "description": null }""")]
    public async Task A_patch_that_changes_nothing_moves_nothing(string patch)
    {
        var tag = await service.Public.TagAsync(Path);
        var answer = await PatchAsync(patch);
        Assert.That(answer.Headers.ETag!.ToString(), Is.EqualTo(tag));
        Assert.That(service.ChangesOf("instrument", Code), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Without_the_version_it_starts_from_a_patch_is_refused()
    {
        var answer = await service.Admin.SendJsonAsync(HttpMethod.Patch, Path, new { title = "New" });
        var problem = await answer.ProblemAsync(428, "version_required");
        Assert.That((long?)problem["currentVersion"], Is.EqualTo(1));
    }

    [Test]
    public async Task A_patch_of_a_version_that_is_past_is_refused()
    {
        var tag = await service.Public.TagAsync(Path);
        await PatchAsync("""{ "title": "First" }""");
        var answer = await service.Admin.SendJsonAsync(HttpMethod.Patch, Path, new { title = "Second" }, tag);
        var problem = await answer.ProblemAsync(412, "version_stale");
        Assert.That((long?)problem["currentVersion"], Is.EqualTo(2));
        Assert.That((string?)(await service.Public.GetJsonAsync(Path))["title"], Is.EqualTo("First"));
    }

    [Test]
    public async Task Of_many_patches_with_one_tag_one_goes_through()
    {
        var tag = await service.Public.TagAsync(Path);
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(n => service.Admin.SendJsonAsync(HttpMethod.Patch, Path, new { title = $"Title {n}" }, tag))
        );
        Assert.That(answers.Count(answer => answer.StatusCode == HttpStatusCode.OK), Is.EqualTo(1));
        Assert.That(answers.Count(answer => answer.StatusCode == HttpStatusCode.PreconditionFailed), Is.EqualTo(19));
        Assert.That((long?)(await service.Public.GetJsonAsync(Path))["version"], Is.EqualTo(2));
    }

    [TestCase("""{ "title": null }""", "title")]
    [TestCase("""{ "title": "" }""", "title")]
    [TestCase("""{ "code": "TST-2" }""", "code")]
    [TestCase("""{ "adoptedOn": "2026-01-16" }""", "adoptedPrecision")]
    [TestCase("""{ "period": { "from": null } }""", "period.from")]
    [TestCase("""{ "period": "2026" }""", "period")]
    [TestCase("""{ "sources": [null] }""", "sources")]
    public async Task What_comes_out_must_meet_the_contract(string patch, string field)
    {
        var answer = await PatchAsync(patch);
        var problem = await answer.ProblemAsync(400, "validation_failed");
        Assert.That(problem["errors"]!.AsObject().Select(error => error.Key), Is.EqualTo([field]));
    }

    [Test]
    public async Task What_is_not_there_is_not_found()
    {
        var answer = await service.Admin.SendJsonAsync(HttpMethod.Patch, "/instruments/NONE", new { title = "New" }, "*");
        await answer.ProblemAsync(404, "not_found");
    }

    [Test]
    public async Task The_public_amends_none()
    {
        var answer = await service.Public.SendJsonAsync(HttpMethod.Patch, Path, new { title = "New" }, "*");
        await answer.ProblemAsync(401, "unauthenticated");
    }

    private async Task<HttpResponseMessage> PatchAsync(string patch) =>
        await service.Admin.SendJsonAsync(HttpMethod.Patch, Path, patch, await service.Public.TagAsync(Path));
}
