using System.Net;
using CommitmentTracker.Tests.Support;
using Dapper;
using Microsoft.Data.Sqlite;

namespace CommitmentTracker.Tests.Features.Rounds;

internal sealed class CloseRoundTests
{
    private readonly TestService service = TestService.Start(settings: TestService.WithoutReferenceData);

    private int opened;

    [OneTimeSetUp]
    public Task AddInstrumentAsync() => service.AddInstrumentAsync("PLAN-A");

    [OneTimeTearDown]
    public void Stop() => service.Dispose();

    [Test]
    public async Task A_round_closes_once_and_says_that_reopening_is_a_new_one()
    {
        var path = await OpenAsync();
        var closed = await service.CloseRoundAsync(path[8..]);
        Assert.That(((string?)closed["state"], (long?)closed["version"]), Is.EqualTo(("closed", 2L)));
        Assert.That((string?)closed["closedAt"], Is.EqualTo("2026-11-21T05:00:00.000Z"));
        var again = await service.Admin.SendAsync(HttpMethod.Post, $"{path}/close", tag: "*");
        var problem = await again.ProblemAsync(409, "round_closed");
        Assert.That((string?)problem["detail"], Does.Contain("open a new round"));
    }

    [Test]
    public async Task An_open_round_is_amended_and_a_closed_one_is_not()
    {
        var path = await OpenAsync();
        var amended = await PatchAsync(path, """{ "name": "Another name", "period": { "to": "2026-11-30" } }""");
        var round = await amended.JsonAsync();
        Assert.That(((string?)round["name"], (long?)round["version"]), Is.EqualTo(("Another name", 2L)));
        Assert.That(round["period"]!.ToJsonString(), Is.EqualTo("""{"from":"2026-01-01","to":"2026-11-30"}"""));
        await (await PatchAsync(path, """{ "instruments": ["PLAN-Z"] }""")).ProblemAsync(422, "unknown_reference");
        await (await PatchAsync(path, """{ "state": "closed" }""")).ProblemAsync(400, "validation_failed");
        await service.CloseRoundAsync(path[8..]);
        await (await PatchAsync(path, """{ "name": "Too late" }""")).ProblemAsync(409, "round_closed");
    }

    [Test]
    public async Task The_journal_tells_of_it_with_the_digest_of_the_report()
    {
        var path = await OpenAsync();
        var closed = await service.CloseRoundAsync(path[8..]);
        var row = service.ChangesOf("round", path[8..])[^1];
        Assert.That((row.Type, row.Version, row.WasPublic, row.IsPublic), Is.EqualTo(("round_closed", 2L, 1L, 1L)));
        Assert.That((string?)row.After["state"], Is.EqualTo("closed"));
        Assert.That((string?)row.After["reportSha256"], Is.EqualTo((string?)closed["reportSha256"]));
    }

    [TestCase("/close")]
    [TestCase("")]
    public async Task The_version_that_it_starts_from_must_be_said_and_be_the_present_one(string call)
    {
        var path = await OpenAsync();
        var stale = await service.Public.TagAsync(path);
        await PatchAsync(path, """{ "name": "Moved on" }""");
        await (await SendAsync(path, call, null)).ProblemAsync(428, "version_required");
        await (await SendAsync(path, call, stale)).ProblemAsync(412, "version_stale");
        Assert.That((string?)(await service.Public.GetJsonAsync(path))["state"], Is.EqualTo("open"));
    }

    [TestCase("/close")]
    [TestCase("")]
    public async Task Only_who_keeps_the_tracker_may(string call)
    {
        var path = await OpenAsync();
        await (await SendAsync(path, call, "*", service.Public)).ProblemAsync(401, "unauthenticated");
        using var reader = await service.ClientAsAsync("reader");
        await (await SendAsync(path, call, "*", reader)).ProblemAsync(403, "forbidden");
    }

    [Test]
    public async Task Of_many_who_close_it_at_once_one_does()
    {
        var path = await OpenAsync();
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 10).Select(_ => service.Admin.SendAsync(HttpMethod.Post, $"{path}/close", tag: "*"))
        );
        Assert.That(answers.Count(answer => answer.StatusCode == HttpStatusCode.OK), Is.EqualTo(1));
        Assert.That(answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict), Is.EqualTo(9));
    }

    [TestCase("update rounds set name = 'Forged'")]
    [TestCase("delete from rounds")]
    [TestCase("update round_reports set body = '{}'")]
    [TestCase("delete from round_reports")]
    [TestCase("delete from round_instruments")]
    [TestCase("insert into round_instruments select round_code, 'PLAN-B' from rounds where closed_at is not null")]
    public async Task The_database_itself_lets_nothing_of_a_closed_round_change(string sql)
    {
        await service.CloseRoundAsync((await OpenAsync())[8..]);
        using var connection = TestEngine.Open(service.DatabasePath);
        Assert.That(() => connection.Execute(sql), Throws.InstanceOf<System.Data.Common.DbException>().With.Message.Contains("never"));
    }

    [TestCase("replace into rounds select * from rounds")]
    [TestCase("replace into round_reports select * from round_reports")]
    [OfFiles]
    public Task The_database_itself_lets_nothing_of_a_closed_round_be_replaced(string sql) =>
        The_database_itself_lets_nothing_of_a_closed_round_change(sql);

    [Test]
    public async Task What_is_not_there_is_not_found()
    {
        await (await service.Admin.SendAsync(HttpMethod.Post, "/rounds/NONE/close", tag: "*")).ProblemAsync(404, "not_found");
        await (await PatchAsync("/rounds/NONE", "{}", "*")).ProblemAsync(404, "not_found");
        foreach (var view in new[] { "", "/reporting", "/preview", "/report" })
        {
            await (await service.Public.SendAsync(HttpMethod.Get, $"/rounds/NONE{view}")).ProblemAsync(404, "not_found");
        }
    }

    private async Task<string> OpenAsync()
    {
        var code = $"CLOSE-{++opened}";
        await service.OpenRoundAsync(code, instruments: "PLAN-A");
        return $"/rounds/{code}";
    }

    private async Task<HttpResponseMessage> PatchAsync(string path, string patch, string? tag = null) =>
        await service.Admin.SendJsonAsync(HttpMethod.Patch, path, patch, tag ?? await service.Public.TagAsync(path));

    private Task<HttpResponseMessage> SendAsync(string path, string call, string? tag, HttpClient? client = null) =>
        call.Length > 0
            ? (client ?? service.Admin).SendAsync(HttpMethod.Post, path + call, tag: tag)
            : (client ?? service.Admin).SendJsonAsync(HttpMethod.Patch, path, """{ "name": "Mine" }""", tag);
}
