using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CommitmentTracker.Data;
using CommitmentTracker.Data.Engines.Sqlite;
using CommitmentTracker.Tests.Support;
using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace CommitmentTracker.Tests.Http.Logs;

/// <summary>The one line of a request that failed or was slow.</summary>
internal sealed class RequestLogTests
{
    private const string Trace = "0af7651916cd43dd8448eb211c80319c";
    private const string Category = " CommitmentTracker.Api.Logs.RequestLog: ";

    [Test]
    public async Task A_request_that_failed_has_one_line_with_the_trace_of_its_problem()
    {
        using var log = new CapturedLog();
        using var service = TestService.StartLogged(log);
        Break(service);
        var problem = await (await service.Admin.GetAsync(Of("/api/v1/themes?asOf=2026-01-01"))).ProblemAsync(500, "internal_error");
        var line = (await LinesAsync(log)).Single();
        Assert.Multiple(() =>
        {
            Assert.That(
                line,
                Does.Match("^Error .*: GET /api/v1/themes was answered 500 in [0-9]+ ms, for key:[0-9a-f-]{36}, trace [0-9a-f]{32} ")
            );
            Assert.That(line, Does.Contain($"trace {problem["traceId"]} ").And.Contain(NoTable).And.Not.Contain("asOf"));
            Assert.That(log.Lines.Where(each => each.Contains(NoTable)), Has.Exactly(1).Items, "what was thrown is told once");
        });
    }

    [Test]
    public async Task The_trace_that_a_client_sends_is_gone_on_with()
    {
        using var log = new CapturedLog();
        using var service = TestService.StartLogged(log);
        Break(service);
        Assert.That(await TraceAsync(service, $"00-{Trace}-b7ad6b7169203331-01"), Is.EqualTo(Trace));
        Assert.That(await LinesAsync(log), Has.One.Contains($"trace {Trace} "));
        Assert.That(await TraceAsync(service, $"00-{Trace}x-b7ad6b7169203331-01"), Does.Match("^[0-9a-f]{32}$").And.Not.EqualTo(Trace));
        Assert.That(await TraceAsync(service, "forged\ttrace"), Does.Match("^[0-9a-f]{32}$"));
    }

    [Test]
    public async Task A_trace_is_gone_on_with_where_nothing_is_logged_too()
    {
        using var service = TestService.Start();
        Break(service);
        Assert.That(await TraceAsync(service, $"00-{Trace}-b7ad6b7169203331-01"), Is.EqualTo(Trace));
    }

    [Test]
    public async Task Requests_that_went_well_and_fast_and_refusals_have_no_line()
    {
        using var log = new CapturedLog();
        using var service = TestService.StartLogged(log, "Logs:SlowRequestMilliseconds=60000");
        string[] paths = ["/commitments", "/commitments/NONE-1", "/nothing", "/commitments?unknown=1", "/api-keys"];
        foreach (var path in paths)
        {
            await service.Public.GetAsync(Of("/api/v1" + path));
        }

        Assert.That(LinesOf(log), Is.Empty);
    }

    [Test]
    public async Task A_slow_request_has_a_line_by_its_route_and_never_its_query_or_key()
    {
        using var log = new CapturedLog();
        using var service = TestService.StartLogged(log, "Logs:SlowRequestMilliseconds=0");
        await service.Public.GetAsync(Of("/api/v1/commitments/HND-10?fields=secret"));
        await service.Public.GetAsync(Of("/api/v1/calendar.ics?feed=a-token-of-someone"));
        await service.Public.GetAsync(Of("/nothing/%0Aat/all?secret"));
        await service.Public.SendAsync(new HttpRequestMessage(HttpMethod.Head, Of("/api/v1/themes")));
        var lines = (await LinesAsync(log)).Select(line =>
            Regex.Match(line, "^Warning .*: (?<what>.*) in [0-9]+ ms, for public,").Groups["what"].Value
        );
        string[] expected =
        [
            "GET /api/v1/commitments/{code} was answered 400",
            "GET /api/v1/calendar.ics was answered 404",
            "GET /nothing/%0Aat/all was answered 404",
            "HEAD /api/v1/themes was answered 200",
        ];
        Assert.That(lines, Is.EqualTo(expected));
        Assert.That(log.Lines, Has.None.Contains("a-token-of-someone"));
    }

    [Test]
    public async Task Waiting_for_a_change_is_not_slow()
    {
        using var log = new CapturedLog();
        using var service = TestService.StartLogged(log, TestService.WithoutReferenceData, "Logs:SlowRequestMilliseconds=900");
        var next = (await service.Admin.GetJsonAsync("/changes"))["next"];
        var waited = await service.Admin.GetAsync(Of($"/api/v1/changes?since={next}&wait=1"));
        Assert.That((int)waited.StatusCode, Is.EqualTo(200));
        Assert.That(LinesOf(log).Where(line => line.Contains("/changes", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public async Task As_json_each_line_is_an_object_with_the_values_by_name()
    {
        var folder = Directory.CreateTempSubdirectory("commitment-tracker-");
        try
        {
            using var service = await ServiceProcess.StartAsync(folder.FullName, "--Logs:Format=json", "--Logs:SlowRequestMilliseconds=0");
            using var client = new HttpClient { BaseAddress = service.Address };
            await client.GetAsync(Of("/api/v1/themes"));
            service.Terminate();
            await service.ExitAsync();
            var line = service.Said.Split('\n').Single(each => each.Contains("Logs.RequestLog", StringComparison.Ordinal));
            var state = JsonNode.Parse(line)!["State"]!;
            Assert.Multiple(() =>
            {
                Assert.That((string?)state["Method"], Is.EqualTo("GET"));
                Assert.That((string?)state["Route"], Is.EqualTo("/api/v1/themes"));
                Assert.That((int?)state["Status"], Is.EqualTo(200));
                Assert.That((string?)state["Caller"], Is.EqualTo("public"));
                Assert.That((string?)JsonNode.Parse(line)!["Timestamp"], Does.EndWith("Z"));
            });
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<string?> TraceAsync(TestService service, string traceparent)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Of("/api/v1/themes"));
        request.Headers.TryAddWithoutValidation("traceparent", traceparent);
        return (string?)(await (await service.Admin.SendAsync(request)).ProblemAsync(500, "internal_error"))["traceId"];
    }

    private static string NoTable => TestEngine.IsServer ? "does not exist" : "no such table";

    /// <summary>So that a read of the themes fails as no answer of ours foresees.</summary>
    private static void Break(TestService service)
    {
        using var connection = TestEngine.Open(service.DatabasePath);
        connection.Execute("alter table themes rename to lost");
    }

    /// <summary>Once there are as many: a line is written after its answer was sent.</summary>
    private static async Task<IReadOnlyList<string>> LinesAsync(CapturedLog log, int count = 1)
    {
        for (var tries = 0; tries < 200 && LinesOf(log).Count() < count; tries++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(25));
        }

        return [.. LinesOf(log)];
    }

    private static IEnumerable<string> LinesOf(CapturedLog log) =>
        log.Lines.Where(line => line.Contains(Category, StringComparison.Ordinal));

    private static Uri Of(string path) => new(path, UriKind.Relative);
}
