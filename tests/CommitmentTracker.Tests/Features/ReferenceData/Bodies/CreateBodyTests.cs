using System.Net;
using System.Text.Json.Nodes;
using CommitmentTracker.Domain;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Features.ReferenceData.Bodies;

internal sealed class CreateBodyTests
{
    private readonly TestService service = TestService.Start();
    private int codes;

    [OneTimeTearDown]
    public void Stop() => service.Dispose();

    [Test]
    public async Task A_new_body_can_be_read_where_the_answer_says()
    {
        var whole = Whole(NewCode());
        var answer = await service.Admin.SendJsonAsync(HttpMethod.Post, "/bodies", whole.ToJsonString());
        var created = await answer.JsonAsync();
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Created), created.ToJsonString());
        Assert.That(answer.Headers.Location?.ToString(), Is.EqualTo($"/api/v1/bodies/{whole["code"]}"));
        foreach (var (member, value) in whole)
        {
            Assert.That(JsonNode.DeepEquals(created[member], value), $"{member}: {created[member]?.ToJsonString()}");
        }

        Assert.That((long?)created["version"], Is.EqualTo(1));
        Assert.That((long?)created["totals"]!["total"], Is.Zero);
        var read = await service.Public.GetAsync(answer.Headers.Location);
        Assert.That(JsonNode.DeepEquals(await read.JsonAsync(), created));
        Assert.That(read.Headers.ETag, Is.EqualTo(answer.Headers.ETag));
    }

    [Test]
    public async Task The_journal_tells_who_made_it()
    {
        var code = NewCode();
        await service.AddBodyAsync(code);
        var row = service.ChangesOf("body", code).Single();
        Assert.That((row.Type, row.Version, row.WasPublic, row.IsPublic), Is.EqualTo(("body_created", 1L, 0L, 1L)));
        Assert.That(row.After.ToJsonString(), Is.EqualTo($$"""{"basis":"stated","name":"Body {{code}}"}"""));
    }

    [Test]
    public async Task A_code_in_use_is_refused_and_nothing_changes()
    {
        var code = NewCode();
        await service.AddBodyAsync(code);
        var again = await service.Admin.SendJsonAsync(HttpMethod.Post, "/bodies", Whole(code).ToJsonString());
        await again.ProblemAsync(409, "code_in_use");
        Assert.That((string?)(await service.Public.GetJsonAsync($"/bodies/{code}"))["name"], Is.EqualTo($"Body {code}"));
        Assert.That(service.ChangesOf("body", code), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_commitment_can_be_assigned_to_it()
    {
        var code = NewCode();
        service.AddTheme("test_theme");
        await service.AddInstrumentAsync("TST-1");
        await service.AddBodyAsync(code);
        await service.AddCommitmentAsync("TST-C1", "TST-1", "test_theme", dueOn: null, code);
        var read = await service.Public.GetJsonAsync($"/bodies/{code}");
        Assert.That((long?)read["totals"]!["byDeadlineState"]!["no_deadline"], Is.EqualTo(1));
    }

    [TestCase("code", "\"wg-ai\"")]
    [TestCase("code", "\"VN\"")]
    [TestCase("code", "\"1-AI\"")]
    [TestCase("code", "\"WG.AI\"")]
    [TestCase("name", "\"\"")]
    [TestCase("name", "\"two\\nlines\"")]
    [TestCase("basis", "\"guessed\"")]
    [TestCase("description", "\"bell\\u0007\"")]
    [TestCase("version", "1")]
    public async Task What_does_not_meet_the_contract_is_refused_by_name(string field, string value)
    {
        var body = Whole(NewCode());
        body[field] = JsonNode.Parse(value);
        var answer = await service.Admin.SendJsonAsync(HttpMethod.Post, "/bodies", body.ToJsonString());
        var problem = await answer.ProblemAsync(400, "validation_failed");
        Assert.That(problem["errors"]!.AsObject().Select(error => error.Key), Is.EqualTo([field]));
    }

    [TestCase("code", Party.CodeMaxLength)]
    [TestCase("name", Party.NameMaxLength)]
    [TestCase("description", Body.DescriptionMaxLength)]
    public async Task A_text_may_be_as_long_as_its_limit_and_no_longer(string field, int limit)
    {
        var body = Whole(NewCode());
        body[field] = new string('X', limit + 1);
        var tooLong = await service.Admin.SendJsonAsync(HttpMethod.Post, "/bodies", body.ToJsonString());
        var problem = await tooLong.ProblemAsync(400, "validation_failed");
        Assert.That(problem["errors"]!.AsObject().Select(error => error.Key), Is.EqualTo([field]));
        body[field] = new string('X', limit);
        var fits = await service.Admin.SendJsonAsync(HttpMethod.Post, "/bodies", body.ToJsonString());
        Assert.That(fits.StatusCode, Is.EqualTo(HttpStatusCode.Created));
    }

    [Test]
    public async Task The_public_adds_none()
    {
        var answer = await service.Public.SendJsonAsync(HttpMethod.Post, "/bodies", Whole(NewCode()).ToJsonString());
        await answer.ProblemAsync(401, "unauthenticated");
    }

    private string NewCode() => $"TST-{++codes}";

    private static JsonObject Whole(string code) =>
        new()
        {
            ["code"] = code,
            ["name"] = "Test Working Group",
            ["basis"] = "inferred",
            ["description"] = "Guides the tests.",
            ["sources"] = JsonNode.Parse("""[{ "document": "News", "fragment": null, "grade": "secondary", "url": null }]"""),
        };
}
