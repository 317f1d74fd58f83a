using System.Net;
using System.Text;
using System.Text.Json;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Features.Rounds;

internal sealed class OpenRoundTests
{
    private readonly TestService service = TestService.Start(settings: TestService.WithoutReferenceData);

    [OneTimeSetUp]
    public async Task AddInstrumentsAsync()
    {
        await service.AddInstrumentAsync("PLAN-A");
        await service.AddInstrumentAsync("PLAN-B");
    }

    [OneTimeTearDown]
    public void Stop() => service.Dispose();

    [Test]
    public async Task A_round_is_open_and_public_at_once()
    {
        await service.OpenRoundAsync("NEW-1", instruments: ["PLAN-B", "PLAN-A", "PLAN-B"]);
        var round = await service.Public.GetJsonAsync("/rounds/NEW-1");
        Assert.That(round["instruments"]!.ToJsonString(), Is.EqualTo("""["PLAN-A","PLAN-B"]"""));
        Assert.That(round["period"]!.ToJsonString(), Is.EqualTo("""{"from":"2026-01-01","to":"2026-12-31"}"""));
        Assert.That(((string?)round["state"], (string?)round["closesOn"], (long?)round["version"]), Is.EqualTo(("open", "2027-01-31", 1L)));
        Assert.That((round["closedAt"], round["reportSha256"]), Is.EqualTo((default(object), default(object))));
        var row = service.ChangesOf("round", "NEW-1").Single();
        Assert.That((row.Type, row.WasPublic, row.IsPublic), Is.EqualTo(("round_opened", 0L, 1L)));
    }

    [Test]
    public async Task The_list_has_the_latest_period_first()
    {
        await service.OpenRoundAsync("LIST-1", "2020-01-01", "2020-12-31", "PLAN-A");
        await service.OpenRoundAsync("LIST-2", "2021-01-01", "2021-12-31", "PLAN-A");
        var items = (await service.Public.GetJsonAsync("/rounds"))["items"]!.AsArray();
        var codes = items.Select(item => (string?)item!["code"]).Where(code => code!.StartsWith("LIST-", StringComparison.Ordinal));
        Assert.That(codes, Is.EqualTo(["LIST-2", "LIST-1"]));
    }

    [Test]
    public async Task A_code_in_use_is_refused_also_when_its_round_is_closed()
    {
        await service.OpenRoundAsync("TWICE", instruments: "PLAN-A");
        await (await PostAsync(RoundSteps.Round("TWICE", instruments: "PLAN-B"))).ProblemAsync(409, "code_in_use");
        await service.CloseRoundAsync("TWICE");
        await (await PostAsync(RoundSteps.Round("TWICE", instruments: "PLAN-B"))).ProblemAsync(409, "code_in_use");
    }

    [Test]
    public async Task An_instrument_that_is_not_there_is_named()
    {
        var problem = await (await PostAsync(RoundSteps.Round("MISSING", instruments: ["PLAN-A", "PLAN-Z"]))).ProblemAsync(
            422,
            "unknown_reference"
        );
        Assert.That(problem["errors"]!.ToJsonString(), Is.EqualTo("""{"instruments":["There is no instrument PLAN-Z."]}"""));
    }

    [TestCase("""{"code":"x"}""", "code")]
    [TestCase("""{"name":""}""", "name")]
    [TestCase("""{"instruments":[]}""", "instruments")]
    [TestCase("""{"instruments":[null]}""", "instruments")]
    [TestCase("""{"instruments":["plan a"]}""", "instruments[0]")]
    [TestCase("""{"period":{"from":"2026-02-01","to":"2026-01-31"}}""", "period.to")]
    [TestCase("""{"closesOn":"2025-12-31"}""", "closesOn")]
    public async Task What_is_wrong_is_named(string wrong, string field)
    {
        var body = JsonSerializer.SerializeToNode(RoundSteps.Round("WRONG", instruments: "PLAN-A"))!.AsObject();
        foreach (var (name, value) in JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(wrong)!)
        {
            body[name] = System.Text.Json.Nodes.JsonNode.Parse(value.GetRawText());
        }

        var problem = await (await PostAsync(body.ToJsonString())).ProblemAsync(400, "validation_failed");
        Assert.That(problem["errors"]!.AsObject().Select(error => error.Key), Is.EqualTo([field]));
    }

    [Test]
    public async Task Sent_again_with_its_key_it_opens_nothing_more()
    {
        var first = await PostWithKeyAsync("PLAN-A");
        var again = await PostWithKeyAsync("PLAN-A");
        Assert.That((first.StatusCode, again.StatusCode), Is.EqualTo((HttpStatusCode.Created, HttpStatusCode.Created)));
        Assert.That(await again.Content.ReadAsStringAsync(), Is.EqualTo(await first.Content.ReadAsStringAsync()));
        Assert.That(service.ChangesOf("round", "RETRIED"), Has.Count.EqualTo(1));
        await (await PostWithKeyAsync("PLAN-B")).ProblemAsync(422, "idempotency_key_reused");
    }

    [Test]
    public async Task Only_who_keeps_the_tracker_opens_one()
    {
        var round = RoundSteps.Round("NOT-MINE", instruments: "PLAN-A");
        var byPublic = await service.Public.SendJsonAsync(HttpMethod.Post, "/rounds", round);
        await byPublic.ProblemAsync(401, "unauthenticated");
        using var reader = await service.ClientAsAsync("reader");
        await (await reader.SendJsonAsync(HttpMethod.Post, "/rounds", round)).ProblemAsync(403, "forbidden");
    }

    private Task<HttpResponseMessage> PostAsync(object round) => service.Admin.SendJsonAsync(HttpMethod.Post, "/rounds", round);

    private async Task<HttpResponseMessage> PostWithKeyAsync(string instrument)
    {
        var body = JsonSerializer.Serialize(RoundSteps.Round("RETRIED", instruments: instrument));
        using var request = new HttpRequestMessage(HttpMethod.Post, ApiExtensions.Root + "/rounds")
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("Idempotency-Key", "the-same");
        return await service.Admin.SendAsync(request);
    }
}
