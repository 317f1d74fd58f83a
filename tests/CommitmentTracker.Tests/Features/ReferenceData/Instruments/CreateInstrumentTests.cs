using System.Net;
using System.Text.Json.Nodes;
using CommitmentTracker.Domain;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Features.ReferenceData.Instruments;

internal sealed class CreateInstrumentTests
{
    private readonly TestService service = TestService.Start();
    private int codes;

    [OneTimeTearDown]
    public void Stop() => service.Dispose();

    [Test]
    public async Task A_new_instrument_can_be_read_where_the_answer_says()
    {
        var whole = Whole(NewCode());
        var answer = await service.Admin.SendJsonAsync(HttpMethod.Post, "/instruments", whole.ToJsonString());
        var created = await answer.JsonAsync();
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Created), created.ToJsonString());
        Assert.That(answer.Headers.Location?.ToString(), Is.EqualTo($"/api/v1/instruments/{whole["code"]}"));
        foreach (var (member, value) in whole)
        {
            Assert.That(JsonNode.DeepEquals(created[member], value), $"{member}: {created[member]?.ToJsonString()}");
        }

        Assert.That((long?)created["version"], Is.EqualTo(1));
        Assert.That((string?)created["createdAt"], Is.EqualTo("2026-11-21T05:00:00.000Z"));
        Assert.That((string?)created["asOf"], Is.EqualTo("2026-11-21"));
        Assert.That((long?)created["totals"]!["total"], Is.Zero);
        var read = await service.Public.GetAsync(answer.Headers.Location);
        Assert.That(JsonNode.DeepEquals(await read.JsonAsync(), created));
        Assert.That(read.Headers.ETag, Is.EqualTo(answer.Headers.ETag));
    }

    [Test]
    public async Task What_is_optional_may_be_left_out_and_is_null()
    {
        var code = NewCode();
        await service.AddInstrumentAsync(code);
        var read = await service.Public.GetJsonAsync($"/instruments/{code}");
        foreach (var member in new[] { "adoptedOn", "adoptedPrecision", "period", "description" })
        {
            Assert.That(read.AsObject().TryGetPropertyValue(member, out var value), member);
            Assert.That(value, Is.Null, member);
        }

        Assert.That(read["sources"]!.AsArray(), Is.Empty);
    }

    [TestCase("day", "2025-01-16", "2025-01-16")]
    [TestCase("month", "2025-01-16", "2025-01-31")]
    [TestCase("quarter", "2025-01-16", "2025-03-31")]
    [TestCase("year", "2025-01-16", "2025-12-31")]
    public async Task A_coarser_day_of_adoption_is_the_last_of_its_period(string adoptedPrecision, string adoptedOn, string kept)
    {
        var code = NewCode();
        await service.PostAsync(
            "/instruments",
            new
            {
                code,
                title = "Test",
                kind = "guide",
                nature = "not_stated",
                adoptedOn,
                adoptedPrecision,
            }
        );
        var read = await service.Public.GetJsonAsync($"/instruments/{code}");
        Assert.That((string?)read["adoptedOn"], Is.EqualTo(kept));
        Assert.That((string?)read["adoptedPrecision"], Is.EqualTo(adoptedPrecision));
    }

    [Test]
    public async Task The_journal_tells_who_made_it()
    {
        var code = NewCode();
        await service.AddInstrumentAsync(code);
        var row = service.ChangesOf("instrument", code).Single();
        Assert.That((row.Type, row.Version, row.WasPublic, row.IsPublic), Is.EqualTo(("instrument_created", 1L, 0L, 1L)));
        Assert.That(row.Actor, Is.Not.Empty);
        Assert.That((string?)row.After["title"], Is.EqualTo($"Instrument {code}"));
        Assert.That(row.After.ContainsKey("description"), Is.False, "what is not there is not told");
    }

    [Test]
    public async Task A_code_in_use_is_refused_and_nothing_changes()
    {
        var code = NewCode();
        await service.AddInstrumentAsync(code);
        var again = await service.Admin.SendJsonAsync(HttpMethod.Post, "/instruments", Whole(code).ToJsonString());
        await again.ProblemAsync(409, "code_in_use");
        var read = await service.Public.GetJsonAsync($"/instruments/{code}");
        Assert.That((string?)read["title"], Is.EqualTo($"Instrument {code}"));
        Assert.That(service.ChangesOf("instrument", code), Has.Count.EqualTo(1));
    }

    [TestCase("code", "\"tst-1\"")]
    [TestCase("code", "\"T\"")]
    [TestCase("code", "\"-T1\"")]
    [TestCase("code", "\"T1\\n\"")]
    [TestCase("title", "\" \"")]
    [TestCase("title", "\"a\\u0000b\"")]
    [TestCase("title", "null")]
    [TestCase("kind", "\"Plan\"")]
    [TestCase("nature", "\"unknown\"")]
    [TestCase("adoptedOn", "\"2026-02-30\"")]
    [TestCase("adoptedPrecision", "null")]
    [TestCase("period.from", "{}", "period")]
    [TestCase("period.to", """{ "from": "2026-01-02", "to": "2026-01-01" }""", "period")]
    [TestCase("sources[0].document", """[{ "document": "", "grade": "primary" }]""", "sources")]
    [TestCase("sources[0].url", """[{ "document": "a", "grade": "primary", "url": "ftp://a" }]""", "sources")]
    [TestCase("totals", "{}")]
    public async Task What_does_not_meet_the_contract_is_refused_by_name(string field, string value, string? member = null)
    {
        var body = Whole(NewCode());
        body[member ?? field] = JsonNode.Parse(value);
        var answer = await service.Admin.SendJsonAsync(HttpMethod.Post, "/instruments", body.ToJsonString());
        var problem = await answer.ProblemAsync(400, "validation_failed");
        Assert.That(problem["errors"]!.AsObject().Select(error => error.Key), Is.EqualTo([field]));
    }

    [TestCase("code", Instrument.CodeMaxLength)]
    [TestCase("title", Instrument.TitleMaxLength)]
    [TestCase("description", Instrument.DescriptionMaxLength)]
    public async Task A_text_may_be_as_long_as_its_limit_and_no_longer(string field, int limit)
    {
        var body = Whole(NewCode());
        body[field] = new string('X', limit + 1);
        var tooLong = await service.Admin.SendJsonAsync(HttpMethod.Post, "/instruments", body.ToJsonString());
        var problem = await tooLong.ProblemAsync(400, "validation_failed");
        Assert.That(problem["errors"]!.AsObject().Select(error => error.Key), Is.EqualTo([field]));
        body[field] = new string('X', limit);
        var fits = await service.Admin.SendJsonAsync(HttpMethod.Post, "/instruments", body.ToJsonString());
        Assert.That(fits.StatusCode, Is.EqualTo(HttpStatusCode.Created));
    }

    [Test]
    public async Task The_public_adds_none()
    {
        var answer = await service.Public.SendJsonAsync(HttpMethod.Post, "/instruments", Whole(NewCode()).ToJsonString());
        await answer.ProblemAsync(401, "unauthenticated");
    }

    private string NewCode() => $"TST-{++codes}";

    private static JsonObject Whole(string code) =>
        new()
        {
            ["code"] = code,
            ["title"] = "Test Declaration",
            ["kind"] = "declaration",
            ["nature"] = "non_binding",
            ["adoptedOn"] = "2026-01-16",
            ["adoptedPrecision"] = "day",
            ["period"] = new JsonObject { ["from"] = "2026-01-01", ["to"] = "2030-12-31" },
            ["description"] = "Adopted\nin Hanoi.",
            ["sources"] = JsonNode.Parse(
                """[{ "document": "News", "fragment": "adopted", "grade": "primary", "url": "https://example.org/a" }]"""
            ),
        };
}
