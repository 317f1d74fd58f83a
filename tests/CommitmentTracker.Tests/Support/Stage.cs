using System.Text.Json.Nodes;
using CommitmentTracker.Data;
using CommitmentTracker.Tracker;
using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace CommitmentTracker.Tests.Support;

/// <summary>A service with what commitments refer to and nothing else, and one caller of each kind.</summary>
internal sealed class Stage : IDisposable
{
    public const string OtherMemberState = "YY";
    public const string OpenRound = "ROUND-0";
    public const string ClosedRound = "ROUND-1";
    public const string EarlierRound = "ROUND-2";

    private const string ReferenceSql = $"""
        insert into themes (theme_code, name) values ('{Some.Theme}', 'Some theme')
        on conflict do nothing;
        insert into instruments (instrument_code, title, kind, nature, version, created_at, updated_at)
        values
            ('{Some.Instrument}', 'Some plan', 'plan', 'not_stated', 1, '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z'),
            ('{Some.OtherInstrument}', 'Other plan', 'plan', 'not_stated', 1, '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z')
        on conflict do nothing;
        insert into parties (party_code, party_kind, name)
        values
            ('{Some.MemberState}', 'member_state', 'Some state'),
            ('{OtherMemberState}', 'member_state', 'Other state'),
            ('{Some.Body}', 'body', 'Some body')
        on conflict do nothing;
        insert into member_states (party_code, iso3) values ('{Some.MemberState}', 'ZZZ'), ('{OtherMemberState}', 'YYY')
        on conflict do nothing;
        insert into bodies (party_code, basis, version, created_at, updated_at)
        values ('{Some.Body}', 'stated', 1, '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z')
        on conflict do nothing;
        """;

    private readonly string names;
    private int codes;

    private Stage(TestService service, string names) => (Service, this.names) = (service, names);

    public TestService Service { get; }

    public HttpClient Public => Service.Public;

    public HttpClient Admin => Service.Admin;

    public HttpClient Secretariat { get; private set; } = null!;

    /// <summary>The focal point of <see cref="Some.MemberState"/>, which is the party of every body in <see cref="Bodies"/>.</summary>
    public HttpClient FocalPoint { get; private set; } = null!;

    /// <summary>The focal point of <see cref="OtherMemberState"/>.</summary>
    public HttpClient OtherFocalPoint { get; private set; } = null!;

    public HttpClient Reader { get; private set; } = null!;

    public static Task<Stage> StartAsync(params string[] settings) =>
        OnAsync(TestService.Start(settings: ["ReferenceData:Load=false", .. settings]));

    /// <param name="service">The service, whose clock and settings a test may need otherwise.</param>
    /// <param name="names">What the names of the callers' keys begin with.</param>
    public static async Task<Stage> OnAsync(TestService service, string names = "Key")
    {
        foreach (var each in service.WithTwin)
        {
            using var connection = TestEngine.Open(each.DatabasePath);
            await connection.ExecuteAsync(ReferenceSql);
            // The journal does not tell of it.
            each.Services.GetRequiredService<LiveState>().Invalidate();
        }

        var stage = new Stage(service, names);
        stage.Secretariat = await stage.CallerAsync("secretariat");
        stage.FocalPoint = await stage.CallerAsync("focal_point", Some.MemberState);
        stage.OtherFocalPoint = await stage.CallerAsync("focal_point", OtherMemberState);
        stage.Reader = await stage.CallerAsync("reader");
        await stage.OpenRoundAsync(OpenRound);
        await stage.CloseRoundAsync(await stage.OpenRoundAsync(ClosedRound));
        await stage.CloseRoundAsync(await stage.OpenRoundAsync(EarlierRound));
        return stage;
    }

    /// <summary>Opens a reporting round of the year, and returns its code.</summary>
    public async Task<string> OpenRoundAsync(string code)
    {
        await CreateAsync(Secretariat, "/rounds", Bodies.Round(code));
        return code;
    }

    public async Task CloseRoundAsync(string code) => await Secretariat.SendAsync(HttpMethod.Post, $"/rounds/{code}/close", null, "*");

    public async Task<HttpClient> CallerAsync(string role, string? party = null) =>
        Service.ClientWith((await KeyAsync(Bodies.Key(role, party).With(("name", $"{names} of a {role}")))).Secret);

    public async Task<NewKey> KeyAsync(JsonObject body)
    {
        var created = await CreateAsync(Admin, "/api-keys", body);
        return new NewKey((string)created["apiKey"]!["id"]!, (string)created["key"]!);
    }

    /// <summary>A code that no commitment has, of the same length each time.</summary>
    public string NewCode() => $"AB-{Interlocked.Increment(ref codes):D6}";

    public async Task<string> CommitmentAsync(JsonObject body)
    {
        await CreateAsync(Secretariat, "/commitments", body);
        return (string)body["code"]!;
    }

    public Task<string> CommitmentAsync(string publication = "published") => CommitmentAsync(Bodies.Commitment(NewCode(), publication));

    /// <summary>A commitment that was published and is so no longer.</summary>
    public async Task<string> WithdrawnAsync(JsonObject body)
    {
        var code = await CommitmentAsync(body.With(("publication", "published")));
        await ChangeAsync(HttpMethod.Patch, $"/commitments/{code}", new JsonObject { ["publication"] = "draft" });
        return code;
    }

    public async Task<string> ArchivedAsync(JsonObject body)
    {
        var code = await CommitmentAsync(body.With(("publication", "published")));
        await ChangeAsync(HttpMethod.Delete, $"/commitments/{code}", null);
        return code;
    }

    public async Task<int> MilestoneAsync(string code, JsonObject? body = null)
    {
        var answer = await ChangeAsync(HttpMethod.Post, $"/commitments/{code}/milestones", body ?? Bodies.Milestone());
        return (int)(await answer.JsonAsync())["number"]!;
    }

    /// <summary>What the focal point reports, which waits for its review.</summary>
    public Task<string> SubmittedAsync(string code, JsonObject? body = null) => ReportedAsync(FocalPoint, code, body);

    /// <summary>What the secretariat enters on the party's behalf.</summary>
    public Task<string> VerifiedAsync(string code, JsonObject? body = null) => ReportedAsync(Secretariat, code, body);

    public async Task<string> ReturnedAsync(string code, JsonObject? body = null, string reason = "A reason")
    {
        var id = await SubmittedAsync(code, body);
        var answer = await Secretariat.SendJsonAsync(HttpMethod.Post, $"/progress-updates/{id}/return", new { reason });
        Assert.That((int)answer.StatusCode, Is.EqualTo(200), await answer.Content.ReadAsStringAsync());
        return id;
    }

    /// <summary>What was verified and then found to be wrong.</summary>
    public async Task<string> VoidedAsync(string code, JsonObject? body = null, string reason = "A reason")
    {
        var id = await VerifiedAsync(code, body);
        var answer = await Secretariat.SendJsonAsync(HttpMethod.Post, $"/progress-updates/{id}/void", new { reason });
        Assert.That((int)answer.StatusCode, Is.EqualTo(200), await answer.Content.ReadAsStringAsync());
        return id;
    }

    /// <summary>Changes something of a commitment, with the tag that the commitment has now.</summary>
    public async Task<HttpResponseMessage> ChangeAsync(HttpMethod method, string path, JsonObject? body)
    {
        var tag = await Secretariat.TagAsync("/" + string.Join('/', path.Split('/')[1..3]));
        var answer = body is null
            ? await Secretariat.SendAsync(method, path, tag: tag)
            : await Secretariat.SendJsonAsync(method, path, body, tag);
        Assert.That(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return answer;
    }

    public static async Task<JsonNode> CreateAsync(HttpClient client, string path, JsonObject body)
    {
        var answer = await client.SendJsonAsync(HttpMethod.Post, path, body);
        Assert.That((int)answer.StatusCode, Is.EqualTo(201), await answer.Content.ReadAsStringAsync());
        return await answer.JsonAsync();
    }

    public void Dispose()
    {
        Secretariat.Dispose();
        FocalPoint.Dispose();
        OtherFocalPoint.Dispose();
        Reader.Dispose();
        Service.Dispose();
    }

    private static async Task<string> ReportedAsync(HttpClient client, string code, JsonObject? body) =>
        (string)(await CreateAsync(client, $"/commitments/{code}/progress-updates", body ?? Bodies.Report()))["id"]!;
}

/// <summary>A key that was created, with its secret.</summary>
internal sealed record NewKey(string Id, string Secret);
