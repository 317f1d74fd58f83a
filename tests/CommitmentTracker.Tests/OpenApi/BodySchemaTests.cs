using System.Net;
using System.Text.Json.Nodes;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.OpenApi;

/// <summary>A body that the contract's schema allows is one that the service takes, and the other way round.</summary>
internal sealed class BodySchemaTests
{
    private const string Packages = "/usr/lib/python3/dist-packages";

    private TestService service = null!;
    private Dictionary<string, bool> allowed = null!;

    [OneTimeSetUp]
    public async Task AskTheSchemas()
    {
        DebianTool.Require("/usr/bin/python3", "python3");
        DebianTool.Require($"{Packages}/jsonschema/__init__.py", "python3-jsonschema");
        DebianTool.Require($"{Packages}/yaml/__init__.py", "python3-yaml");
        service = TestService.Start();
        var cases = Cases().ToList();
        var asked = new JsonArray([
            .. cases.Select(each => new JsonObject { ["schema"] = each.Endpoint.Schema, ["body"] = JsonNode.Parse(each.Body) }),
        ]);
        var printed = await DebianTool.RunAsync(
            "/usr/bin/python3",
            [Repository.PathOf("tests", "fuzz", "valid.py"), Repository.PathOf("openapi.yaml")],
            asked.ToJsonString()
        );
        allowed = cases
            .Zip(JsonNode.Parse(printed)!.AsArray(), (each, answer) => (each.Name, Is: (bool)answer!))
            .ToDictionary(each => each.Name, each => each.Is);
    }

    [OneTimeTearDown]
    public void Stop() => service?.Dispose();

    [TestCaseSource(nameof(Cases))]
    public async Task The_schema_and_the_service_say_the_same_of(BodyCase one)
    {
        var answer = await service.Admin.SendJsonAsync(one.Endpoint.Method, one.Endpoint.Path, one.Body, "*");
        Assert.Multiple(() =>
        {
            Assert.That(allowed[one.Name], Is.EqualTo(one.IsAllowed), "the schema");
            Assert.That(answer.StatusCode != HttpStatusCode.BadRequest, Is.EqualTo(one.IsAllowed), "the service");
            Assert.That((int)answer.StatusCode, Is.LessThan(500));
        });
    }

    private static IEnumerable<BodyCase> Cases()
    {
        var report = new Endpoint("ReportProgressRequest", HttpMethod.Post, "/commitments/HND-10/progress-updates");
        var update = """{"party":"VN","asOf":"2026-10-01","status":"in_progress","narrative":"Begun."}""";
        yield return Allowed(report, update);
        yield return Allowed(report, update, """{"health":"on_track"}""");
        yield return Allowed(report, update, """{"health":null,"healthReason":null}""");
        yield return Allowed(report, update, """{"health":"at_risk","healthReason":"The budget is cut."}""");
        yield return Refused(report, update, """{"health":"at_risk"}""");
        yield return Refused(report, update, """{"health":"off_track","healthReason":null}""");
        yield return Refused(report, update, """{"health":"off_track","healthReason":"  "}""");
        yield return Refused(report, update, """{"healthReason":"Two\nlines"}""");
        yield return Allowed(report, update, """{"narrative":null,"nilReturn":true}""");
        yield return Allowed(report, update, """{"narrative":"Two\nlines","nilReturn":true}""");
        yield return Refused(report, update, """{"narrative":null}""");
        yield return Refused(report, update, """{"narrative":null,"nilReturn":false}""");
        yield return Refused(report, update, """{"narrative":" \n\t\u00a0"}""");
        yield return Refused(report, update, """{"narrative":"A bell \u0007"}""");
        yield return Refused(report, update, """{"percent":101}""");
        yield return Refused(report, update, """{"party":"\u3000"}""");
        yield return Allowed(report, update, """{"evidence":[{"title":"A page","url":"https://example.org/a"}]}""");
        yield return Refused(report, update, """{"evidence":[{"title":"A page","url":"ftp://example.org/a"}]}""");
        yield return Refused(report, update, """{"evidence":[{"title":"A page","url":"https://example.org/\u0085"}]}""");
        yield return Refused(report, update, """{"evidence":[{"title":" ","url":"https://example.org/a"}]}""");

        var keys = new Endpoint("CreateApiKeyRequest", HttpMethod.Post, "/api-keys");
        var key = """{"name":"A key","role":"reader"}""";
        yield return Allowed(keys, key);
        yield return Allowed(keys, key, """{"party":null}""");
        yield return Allowed(keys, key, """{"role":"focal_point","party":"VN"}""");
        yield return Refused(keys, key, """{"party":"VN"}""");
        yield return Refused(keys, key, """{"role":"focal_point"}""");
        yield return Refused(keys, key, """{"role":"focal_point","party":null}""");
        yield return Refused(keys, key, """{"name":"\u2003"}""");

        var deadlines = new Endpoint("PutDeadlineRequest", HttpMethod.Put, "/commitments/HND-10/deadline");
        var deadline = """{"basis":"stated","dueOn":"2027-06-30","precision":"day","reason":"It was decided."}""";
        yield return Allowed(deadlines, deadline);
        yield return Allowed(deadlines, """{"basis":"none","reason":"There is none."}""");
        yield return Allowed(deadlines, deadline, """{"basis":"none","dueOn":null,"precision":null}""");
        yield return Refused(deadlines, deadline, """{"basis":"none"}""");
        yield return Refused(deadlines, deadline, """{"dueOn":null,"precision":null}""");
        yield return Refused(deadlines, deadline, """{"precision":null}""");
        yield return Refused(deadlines, """{"basis":"none","precision":"day","reason":"There is none."}""");
        yield return Refused(deadlines, deadline, """{"reason":""}""");

        var instruments = new Endpoint("CreateInstrumentRequest", HttpMethod.Post, "/instruments");
        var instrument = """{"code":"PLAN-1","title":"A plan","kind":"plan","nature":"not_stated"}""";
        yield return Allowed(instruments, instrument);
        yield return Allowed(instruments, instrument, """{"adoptedOn":"2026-01-16","adoptedPrecision":"day"}""");
        yield return Allowed(instruments, instrument, """{"period":{"from":"2026-01-01"}}""");
        yield return Allowed(instruments, instrument, """{"period":{"to":"2030-12-31"}}""");
        yield return Refused(instruments, instrument, """{"adoptedOn":"2026-01-16"}""");
        yield return Refused(instruments, instrument, """{"adoptedPrecision":"day"}""");
        yield return Refused(instruments, instrument, """{"period":{}}""");
        yield return Refused(instruments, instrument, """{"period":{"from":null,"to":null}}""");

        var rounds = new Endpoint("OpenRoundRequest", HttpMethod.Post, "/rounds");
        var round =
            """{"code":"R-1","name":"A round","instruments":["HANOI-2026"],"period":{"from":"2026-01-01","to":"2026-12-31"},"closesOn":"2027-01-31"}""";
        yield return Allowed(rounds, round);
        yield return Refused(rounds, round, """{"instruments":[]}""");
        yield return Refused(rounds, round, """{"name":"A\u0000name"}""");
    }

    private static BodyCase Allowed(Endpoint endpoint, string body, string change = "{}") => Case(endpoint, body, change, true);

    private static BodyCase Refused(Endpoint endpoint, string body, string change = "{}") => Case(endpoint, body, change, false);

    private static BodyCase Case(Endpoint endpoint, string body, string change, bool isAllowed)
    {
        var changed = JsonNode.Parse(body)!.AsObject();
        foreach (var (name, value) in JsonNode.Parse(change)!.AsObject())
        {
            changed[name] = value?.DeepClone();
        }

        return new BodyCase($"{endpoint.Schema} {(change == "{}" ? body : change)}", endpoint, changed.ToJsonString(), isAllowed);
    }

    internal sealed record Endpoint(string Schema, HttpMethod Method, string Path);

    internal sealed record BodyCase(string Name, Endpoint Endpoint, string Body, bool IsAllowed)
    {
        public override string ToString() => Name;
    }
}
