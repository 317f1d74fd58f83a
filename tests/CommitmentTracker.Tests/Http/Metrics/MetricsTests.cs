using System.Globalization;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using CommitmentTracker.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;

namespace CommitmentTracker.Tests.Http.Metrics;

/// <summary>The metrics of a service in a process of its own: meters are the process's, and other tests run services in this one.</summary>
[Parallelizable(ParallelScope.Self)]
internal sealed partial class MetricsTests
{
    private const string Requests = "http_server_request_duration_seconds_count";

    private DirectoryInfo folder = null!;
    private ServiceProcess service = null!;
    private HttpClient admin = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        folder = Directory.CreateTempSubdirectory("commitment-tracker-");
        service = await ServiceProcess.StartAsync(folder.FullName, "--Metrics:Enabled=true");
        admin = new HttpClient { BaseAddress = service.Address };
        admin.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", TestService.AdminKey);
    }

    [OneTimeTearDown]
    public void Stop()
    {
        admin.Dispose();
        service.Dispose();
        folder.Delete(recursive: true);
    }

    [Test]
    public async Task Every_line_is_well_formed_and_the_requests_are_counted_by_their_route()
    {
        await admin.GetAsync(Of("/api/v1/commitments/HND-10"));
        var before = Count(await ReadAsync(), "/api/v1/commitments/{code}");
        await admin.GetAsync(Of("/api/v1/commitments/HND-10"));
        await admin.GetAsync(Of("/api/v1/commitments/HND-20"));
        var text = await ReadAsync();
        Assert.That(text.Split('\n', StringSplitOptions.RemoveEmptyEntries), Is.All.Matches<string>(line => WellFormed().IsMatch(line!)));
        Assert.That(text, Does.EndWith("\n"));
        Assert.That(Count(text, "/api/v1/commitments/{code}"), Is.EqualTo(before + 2));
        var types = Regex
            .Matches(text, "^# TYPE (?<name>[^ ]+) ", RegexOptions.Multiline)
            .Select(match => match.Groups["name"].Value)
            .ToList();
        Assert.That(types, Is.Unique);
        string[] expected = ["http_server_request_duration_seconds", "kestrel_active_connections", "dotnet_gc_collections_total"];
        Assert.That(types, Is.SupersetOf(expected));
    }

    [Test]
    public async Task The_buckets_of_a_histogram_grow_up_to_its_count()
    {
        await admin.GetAsync(Of("/api/v1/themes"));
        var text = await ReadAsync();
        var of = Regex.Matches(
            text,
            "^http_server_request_duration_seconds_bucket{[^}]*http_route=\"/api/v1/themes\"[^}]*} (?<count>[0-9]+)$",
            RegexOptions.Multiline
        );
        var counts = of.Select(match => long.Parse(match.Groups["count"].Value, CultureInfo.InvariantCulture)).ToList();
        Assert.That(counts, Is.Ordered.And.Not.Empty);
        Assert.That(of[^1].Value, Does.Contain("le=\"+Inf\""));
        Assert.That(counts[^1], Is.EqualTo(Count(text, "/api/v1/themes")));
    }

    [Test]
    public async Task Addresses_of_nothing_are_one_and_no_value_of_an_address_is_told()
    {
        for (var number = 0; number < 20; number++)
        {
            await admin.GetAsync(Of($"/nothing/zqxjk{number}?zqxjk"));
            await admin.GetAsync(Of($"/api/v1/commitments/ZQXJK-{number}"));
            await admin.SendAsync(new HttpRequestMessage(new HttpMethod($"ZQXJK{number}"), Of("/api/v1/themes")));
        }

        await admin.GetAsync(Of("/api/v1/commitments/HND-10"));
        var text = await ReadAsync();
        Assert.That(text, Does.Not.Contain("zqxjk").IgnoreCase.And.Not.Contain("HND-10").And.Not.Contain(TestService.AdminKey));
    }

    [Test]
    public async Task Writes_and_refusals_are_counted()
    {
        using var body = new StringContent(
            """{"code":"WG-COUNTED","name":"Counted","basis":"stated"}""",
            new MediaTypeHeaderValue("application/json")
        );
        Assert.That((int)(await admin.PostAsync(Of("/api/v1/bodies"), body)).StatusCode, Is.EqualTo(201));
        await admin.GetAsync(Of("/api/v1/bodies/NONE"));
        var text = await ReadAsync();
        Assert.That(text, Does.Match("(?m)^commitment_tracker_write_wait_seconds_count{[^}]*} [1-9]"));
        Assert.That(text, Does.Match("(?m)^commitment_tracker_commit_writes_count{[^}]*} [1-9]"));
        Assert.That(text, Does.Match("(?m)^commitment_tracker_refusals_total{[^}]*code=\"not_found\"[^}]*} [1-9]"));
    }

    [Test]
    public async Task The_state_says_its_size()
    {
        await admin.GetAsync(Of("/api/v1/commitments?limit=1"));
        var text = await ReadAsync();
        Assert.That(text, Does.Match("(?m)^commitment_tracker_state_commitments{[^}]*} [1-9]"));
        Assert.That(text, Does.Match("(?m)^commitment_tracker_state_views{[^}]*} [1-9]"));
        Assert.That(text, Does.Match("(?m)^commitment_tracker_state_members{[^}]*} [1-9]"));
    }

    [Test]
    public async Task Without_an_admins_key_there_are_none()
    {
        using var anyone = new HttpClient { BaseAddress = service.Address };
        await (await anyone.GetAsync(Of("/metrics"))).ProblemAsync(401, "unauthenticated");
    }

    [Test]
    public async Task Off_there_are_none_and_nothing_is_measured()
    {
        using var off = TestService.Start();
        await (await off.Admin.GetAsync(Of("/metrics"))).ProblemAsync(404, "not_found");
        Assert.That(off.Services.GetService<MeterProvider>(), Is.Null);
    }

    [Test]
    public async Task Public_they_are_for_everyone_and_for_no_cache()
    {
        using var open = TestService.Start(settings: ["Metrics:Enabled=true", "Metrics:Public=true"]);
        var answer = await open.Public.GetAsync(Of("/metrics"));
        Assert.That((int)answer.StatusCode, Is.EqualTo(200));
        Assert.That($"{answer.Content.Headers.ContentType}", Does.StartWith("text/plain; ").And.Contain("version=0.0.4"));
        Assert.That($"{answer.Headers.CacheControl}", Is.EqualTo("no-cache, private"));
        await (await open.Public.PostAsync(Of("/metrics"), null)).ProblemAsync(405, "method_not_allowed");
    }

    [Test]
    public async Task They_name_the_service_and_the_meter_that_each_comes_from()
    {
        var text = await ReadAsync();
        Assert.That(text, Does.Match("(?m)^target_info{[^}]*service_name=\"commitment-tracker\""));
        Assert.That(
            text,
            Does.Match("(?m)^http_server_request_duration_seconds_count{[^}]*otel_scope_name=\"Microsoft.AspNetCore.Hosting\"")
        );
    }

    private Task<string> ReadAsync() => admin.GetStringAsync(Of("/metrics"));

    private static long Count(string text, string route) =>
        Regex
            .Matches(text, $"^{Requests}{{[^\\n]*http_route=\"{Regex.Escape(route)}\"[^\\n]*}} (?<count>[0-9]+)$", RegexOptions.Multiline)
            .Sum(match => long.Parse(match.Groups["count"].Value, CultureInfo.InvariantCulture));

    private static Uri Of(string path) => new(path, UriKind.Relative);

    [GeneratedRegex(
        """^(# (HELP [a-zA-Z_:][a-zA-Z0-9_:]* .*|TYPE [a-zA-Z_:][a-zA-Z0-9_:]* (counter|gauge|histogram))|[a-zA-Z_:][a-zA-Z0-9_:]*({[a-zA-Z_][a-zA-Z0-9_]*="([^"\\]|\\.)*"(,[a-zA-Z_][a-zA-Z0-9_]*="([^"\\]|\\.)*")*})? ([-+]?[0-9.eE+-]+|\+Inf|-Inf|NaN))$"""
    )]
    private static partial Regex WellFormed();
}
