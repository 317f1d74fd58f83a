using System.Net;
using System.Text.Json.Nodes;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Features.ReferenceData.Bodies;

internal sealed class ChangeBodyTests
{
    private readonly TestService service = TestService.Start();
    private int codes;

    private string Code => $"TST-{codes}";
    private string Path => $"/bodies/{Code}";

    [SetUp]
    public Task AddOneAsync()
    {
        codes++;
        return service.AddBodyAsync(Code);
    }

    [OneTimeTearDown]
    public void Stop() => service.Dispose();

    [Test]
    public async Task A_patch_changes_what_it_names_and_moves_the_version()
    {
        var answer = await PatchAsync("""{ "name": "New name", "description": "Guides." }""");
        var changed = await answer.JsonAsync();
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK), changed.ToJsonString());
        Assert.That((string?)changed["name"], Is.EqualTo("New name"));
        Assert.That((string?)changed["basis"], Is.EqualTo("stated"));
        Assert.That((long?)changed["version"], Is.EqualTo(2));
        Assert.That(JsonNode.DeepEquals(await service.Public.GetJsonAsync(Path), changed));
    }

    [Test]
    public async Task The_journal_tells_what_changed_before_and_after()
    {
        await PatchAsync("""{ "name": "New name", "basis": "inferred" }""");
        var row = service.ChangesOf("body", Code)[^1];
        Assert.That((row.Type, row.Version, row.WasPublic, row.IsPublic), Is.EqualTo(("body_changed", 2L, 1L, 1L)));
        Assert.That(row.Before.ToJsonString(), Is.EqualTo($$"""{"basis":"stated","name":"Body {{Code}}"}"""));
        Assert.That(row.After.ToJsonString(), Is.EqualTo("""{"basis":"inferred","name":"New name"}"""));
    }

    [Test]
    public async Task A_patch_that_changes_nothing_moves_nothing()
    {
        var tag = await service.Public.TagAsync(Path);
        var answer = await PatchAsync("""{ "basis": "stated" }""");
        Assert.That(answer.Headers.ETag!.ToString(), Is.EqualTo(tag));
        Assert.That(service.ChangesOf("body", Code), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Without_the_version_it_starts_from_a_patch_is_refused()
    {
        var answer = await service.Admin.SendJsonAsync(HttpMethod.Patch, Path, new { name = "New" });
        await answer.ProblemAsync(428, "version_required");
    }

    [Test]
    public async Task A_patch_of_a_version_that_is_past_is_refused()
    {
        var tag = await service.Public.TagAsync(Path);
        await PatchAsync("""{ "name": "First" }""");
        var answer = await service.Admin.SendJsonAsync(HttpMethod.Patch, Path, new { name = "Second" }, tag);
        var problem = await answer.ProblemAsync(412, "version_stale");
        Assert.That((long?)problem["currentVersion"], Is.EqualTo(2));
        Assert.That((string?)(await service.Public.GetJsonAsync(Path))["name"], Is.EqualTo("First"));
    }

    [TestCase("""{ "name": null }""", "name")]
    [TestCase("""{ "code": "TST-X" }""", "code")]
    [TestCase("""{ "basis": "STATED" }""", "basis")]
    public async Task What_comes_out_must_meet_the_contract(string patch, string field)
    {
        var problem = await (await PatchAsync(patch)).ProblemAsync(400, "validation_failed");
        Assert.That(problem["errors"]!.AsObject().Select(error => error.Key), Is.EqualTo([field]));
    }

    [Test]
    public async Task What_is_not_there_is_not_found_and_a_member_state_is_no_body()
    {
        service.AddMemberState("VN", "Viet Nam");
        foreach (var code in new[] { "NONE", "VN" })
        {
            var answer = await service.Admin.SendJsonAsync(HttpMethod.Patch, $"/bodies/{code}", new { name = "New" }, "*");
            await answer.ProblemAsync(404, "not_found");
        }
    }

    private async Task<HttpResponseMessage> PatchAsync(string patch) =>
        await service.Admin.SendJsonAsync(HttpMethod.Patch, Path, patch, await service.Public.TagAsync(Path));
}
