using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net;
using System.Text.Json.Nodes;
using CommitmentTracker.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CommitmentTracker.Tests.Features.Changes;

internal sealed class FollowChangesTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    private TestService service = null!;
    private bool isStopped;

    [SetUp]
    public async Task StartAsync()
    {
        isStopped = false;
        service = TestService.Start(settings: TestService.WithoutReferenceData);
        service.AddMemberState("VN");
        service.AddTheme("one");
        await service.AddInstrumentAsync("PLAN");
    }

    [TearDown]
    public void Stop()
    {
        if (!isStopped)
        {
            service.Dispose();
        }
    }

    [Test]
    public async Task What_leaves_public_view_comes_once_more_as_deleted()
    {
        var since = await EndAsync(service.Public);
        await service.AddCommitmentAsync("C-1", "PLAN", "one");
        await PatchAsync("C-1", new { publication = "draft" });
        await PatchAsync("C-1", new { title = "Nobody's business" });
        await PatchAsync("C-1", new { publication = "published" });
        await service.Admin.SendAsync(HttpMethod.Delete, "/commitments/C-1", tag: "*");
        var items = (await service.Public.GetJsonAsync($"/changes?since={since}"))["items"]!.AsArray();
        Assert.That(
            items.Select(item => $"{(long)item!["seq"]! - since} {item["type"]} v{item["version"]} {item["deleted"]}"),
            Is.EqualTo([
                "1 commitment_created v1 false",
                "2 commitment_withdrawn v2 true",
                "3 commitment_published v4 false",
                "4 commitment_archived v5 true",
            ])
        );
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_key_that_is_revoked_while_it_waits_hears_nothing_more(bool somethingHappens)
    {
        var made = await Stage.CreateAsync(service.Admin, "/api-keys", Bodies.Key("secretariat"));
        using var holder = service.ClientWith((string)made["key"]!);
        var since = await EndAsync(holder);
        var waiting = holder.SendAsync(HttpMethod.Get, $"/changes?since={since}&wait={(somethingHappens ? 30 : 2)}");
        await Task.Delay(500);
        var revoked = await service.Admin.SendAsync(HttpMethod.Post, $"/api-keys/{made["apiKey"]!["id"]}/revoke");
        Assert.That(revoked.IsSuccessStatusCode, await revoked.Content.ReadAsStringAsync());
        if (somethingHappens)
        {
            await service.AddCommitmentAsync("C-1", "PLAN", "one");
        }

        var problem = await (await waiting.WaitAsync(Soon)).ProblemAsync(401, "unauthenticated");
        Assert.That(problem.ToJsonString(), Does.Not.Contain("C-1"));
    }

    [Test]
    public async Task Keys_are_for_admins_alone_and_leave_no_gap_for_the_secretariat()
    {
        var secretariat = service.ClientWith(await KeyAsync("secretariat"));
        await service.AddCommitmentAsync("C-1", "PLAN", "one");
        await KeyAsync("reader");
        await KeyAsync("reader");
        await service.AddCommitmentAsync("C-2", "PLAN", "one");
        await KeyAsync("reader");
        var seen = new List<JsonNode>();
        for (long since = 0; ; )
        {
            var feed = await secretariat.GetJsonAsync($"/changes?since={since}&limit=1");
            seen.AddRange(feed["items"]!.AsArray().OfType<JsonNode>());
            since = (long)feed["next"]!;
            if (!(bool)feed["more"]!)
            {
                break;
            }
        }

        Assert.That(seen.Select(item => (long)item["seq"]!), Is.EqualTo(Enumerable.Range(1, seen.Count)));
        Assert.That(seen.Select(item => (string?)item["resource"]!["type"]), Has.None.EqualTo("api_key"));
        Assert.That(seen.Select(item => (string?)item["resource"]!["key"]), Is.SupersetOf(new[] { "PLAN", "C-1", "C-2" }));
        await (await secretariat.SendAsync(HttpMethod.Get, $"/changes?since={seen.Count + 1}")).ProblemAsync(400, "invalid_parameter");
        var whole = (await service.Admin.GetJsonAsync("/changes?limit=200"))["items"]!.AsArray();
        Assert.That(
            whole.Count(item => (string?)item!["type"] == "api_key_created"),
            Is.EqualTo(whole.Count - seen.Count).And.GreaterThanOrEqualTo(4)
        );
    }

    [Test]
    public async Task Who_waits_is_answered_by_the_next_change()
    {
        var waiting = service.Public.SendAsync(HttpMethod.Get, $"/changes?since={await EndAsync(service.Public)}&wait=30");
        await Task.Delay(300);
        Assert.That(waiting.IsCompleted, Is.False);
        await service.AddCommitmentAsync("C-1", "PLAN", "one");
        var answer = await waiting.WaitAsync(Soon);
        Assert.That((string?)(await answer.JsonAsync())["items"]!.AsArray().Single()!["resource"]!["key"], Is.EqualTo("C-1"));
        Assert.That(answer.Headers.RetryAfter?.Delta, Is.EqualTo(TimeSpan.Zero));
    }

    [Test]
    public async Task What_the_public_does_not_see_does_not_end_its_waiting()
    {
        var since = await EndAsync(service.Public);
        var clock = Stopwatch.StartNew();
        var waiting = service.Public.SendAsync(HttpMethod.Get, $"/changes?since={since}&wait=2");
        await Task.Delay(200);
        await KeyAsync("reader");
        await service.PostAsync(
            "/commitments",
            new
            {
                code = "C-1",
                title = "Draft",
                kind = "commitment",
                scope = "regional",
                instrument = "PLAN",
                theme = "one",
            }
        );
        var feed = await (await waiting).JsonAsync();
        Assert.That(clock.Elapsed, Is.GreaterThan(TimeSpan.FromSeconds(1.9)));
        Assert.That(feed["items"]!.AsArray(), Is.Empty);
        Assert.That((long)feed["next"]!, Is.EqualTo(since));
    }

    [TestCase("", "5")]
    [TestCase("&limit=1", "0")]
    public async Task It_says_when_to_ask_again(string query, string seconds)
    {
        await service.AddCommitmentAsync("C-1", "PLAN", "one");
        var answer = await service.Public.SendAsync(HttpMethod.Get, $"/changes?since=0{query}");
        Assert.That(answer.Headers.RetryAfter?.ToString(), Is.EqualTo(seconds));
    }

    [Test]
    public async Task A_service_that_stops_answers_those_who_wait()
    {
        var waiting = service.Public.SendAsync(HttpMethod.Get, $"/changes?since={await EndAsync(service.Public)}&wait=30");
        await Task.Delay(300);
        var clock = Stopwatch.StartNew();
        service.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        var answer = await waiting.WaitAsync(Soon);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(answer.Headers.RetryAfter?.ToString(), Is.EqualTo("5"));
        await Task.Run(service.Dispose).WaitAsync(Soon);
        isStopped = true;
        Assert.That(clock.Elapsed, Is.LessThan(Soon));
    }

    [Test]
    public async Task Who_goes_away_is_waited_for_no_more()
    {
        long active = 0;
        using var meters = new MeterListener();
        meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == "http.server.active_requests")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        meters.SetMeasurementEventCallback<long>((_, by, _, _) => Interlocked.Add(ref active, by));
        meters.Start();
        using var leaving = new CancellationTokenSource();
        var waiting = service.Public.GetAsync(new Uri($"{ApiExtensions.Root}/changes?since=1&wait=30", UriKind.Relative), leaving.Token);
        Assert.That(() => Interlocked.Read(ref active), Is.EqualTo(1).After(5000, 20));
        await leaving.CancelAsync();
        Assert.That(async () => await waiting, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(() => Interlocked.Read(ref active), Is.Zero.After(5000, 20));
    }

    [TestCase("wait=31", "wait")]
    [TestCase("wait=-1", "wait")]
    [TestCase("since=-1", "since")]
    [TestCase("since=999", "since")]
    [TestCase("limit=0", "limit")]
    public async Task A_wrong_parameter_is_named(string query, string name)
    {
        var problem = await (await service.Public.SendAsync(HttpMethod.Get, $"/changes?{query}")).ProblemAsync(400, "invalid_parameter");
        Assert.That(problem["errors"]!.AsObject().Select(error => error.Key), Is.EqualTo([name]));
    }

    private static async Task<long> EndAsync(HttpClient client) => (long)(await client.GetJsonAsync("/changes?limit=200"))["next"]!;

    private async Task PatchAsync(string code, object body)
    {
        var answer = await service.Admin.SendJsonAsync(HttpMethod.Patch, $"/commitments/{code}", body, "*");
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK), await answer.Content.ReadAsStringAsync());
    }

    private async Task<string> KeyAsync(string role)
    {
        var answer = await service.Admin.SendJsonAsync(HttpMethod.Post, "/api-keys", new { name = $"A {role}", role });
        return (string)(await answer.JsonAsync())["key"]!;
    }
}
