using System.Net;
using CommitmentTracker.Tests.Support;
using CommitmentTracker.Tracker;
using Microsoft.Extensions.DependencyInjection;

namespace CommitmentTracker.Tests.Tracker;

internal sealed class LiveStateTests
{
    private const string Code = "HND-10";

    private const string List = "/commitments?instrument=HANOI-2026&limit=200";

    [Test]
    public async Task Whoever_was_answered_reads_what_was_written_at_once()
    {
        using var service = await LoadedAsync();
        await Task.WhenAll(Enumerable.Range(1, 4).Select(writer => WriteAndReadAsync(service, $"HND-{writer:D2}")));
    }

    [Test]
    public async Task What_another_process_wrote_is_read_soon()
    {
        using var service = await LoadedAsync();
        await TitleOfAsync(service);
        using var other = TestService.Start(service.Folder, service.Clock);
        await RenameAsync(other, Code, "Written elsewhere");
        Assert.That(() => TitleOfAsync(service).Result, Is.EqualTo("Written elsewhere").After(10_000, 50));
    }

    [Test]
    public async Task Lists_that_nobody_asks_for_any_more_are_evicted_and_come_back_right()
    {
        using var service = await LoadedAsync("RateLimits:Enabled=false");
        var first = await service.Public.GetStringAsync(new Uri(ApiExtensions.Root + List, UriKind.Relative));
        for (var limit = 1; limit <= 600; limit++)
        {
            // Each of these is a list of its own.
            var since = service.Clock.GetUtcNow().AddMinutes(-limit).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", null);
            await service.Public.GetJsonAsync($"/commitments?limit=1&updatedSince={since}");
        }

        await RenameAsync(service, Code, "Renamed meanwhile");
        var again = await service.Public.GetStringAsync(new Uri(ApiExtensions.Root + List, UriKind.Relative));
        Assert.That(again, Does.Contain("Renamed meanwhile"));
        Assert.That(again, Has.Length.GreaterThan(first.Length / 2));
    }

    [Test]
    public async Task What_is_withdrawn_is_gone_from_every_remembered_answer()
    {
        using var service = await LoadedAsync();
        foreach (var address in new[] { List, $"/commitments/{Code}" })
        {
            await service.Public.GetJsonAsync(address);
        }

        await PatchAsync(service, Code, new { publication = "draft" });
        await (await service.Public.SendAsync(HttpMethod.Get, $"/commitments/{Code}")).ProblemAsync(404, "not_found");
        var left = (await service.Public.GetJsonAsync(List))["items"]!.AsArray();
        Assert.That(left.Select(item => (string?)item!["code"]), Has.None.EqualTo(Code));
    }

    [Test]
    public async Task An_answer_with_a_key_is_not_remembered_for_those_without()
    {
        using var service = await LoadedAsync();
        await PatchAsync(service, Code, new { publication = "draft" });
        await service.Admin.GetJsonAsync($"/commitments/{Code}");
        await (await service.Public.SendAsync(HttpMethod.Get, $"/commitments/{Code}")).ProblemAsync(404, "not_found");
    }

    [Test]
    public async Task What_was_remembered_for_those_who_keep_the_tracker_is_answered_to_nobody_else()
    {
        using var stage = await Stage.StartAsync();
        var draft = await stage.CommitmentAsync("draft");
        foreach (var address in new[] { "/commitments", "/assignments", "/deadlines", $"/commitments/{draft}" })
        {
            await stage.Secretariat.GetJsonAsync(address);
            await stage.Secretariat.GetJsonAsync(address);
            foreach (var other in new[] { stage.Public, stage.Reader, stage.FocalPoint })
            {
                var answer = await other.SendAsync(HttpMethod.Get, address);
                Assert.That(await answer.Content.ReadAsStringAsync(), Does.Not.Contain($"\"code\":\"{draft}\""), address);
            }
        }
    }

    [Test]
    public async Task An_answer_that_is_remembered_for_keys_stays_private()
    {
        using var stage = await Stage.StartAsync();
        for (var time = 0; time < 2; time++)
        {
            var answer = await stage.Reader.SendAsync(HttpMethod.Get, "/commitments");
            Assert.That(answer.Headers.CacheControl!.ToString(), Is.EqualTo("no-cache, private"));
        }
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task A_revoked_key_is_refused_at_the_next_call_also_where_another_process_revoked_it(bool byAnotherProcess)
    {
        using var stage = await Stage.StartAsync();
        var key = await stage.KeyAsync(Bodies.Key("reader"));
        var client = stage.Service.ClientWith(key.Secret);
        await client.GetJsonAsync("/commitments");
        await client.GetJsonAsync("/commitments");
        using var other = byAnotherProcess ? TestService.Start(stage.Service.Folder, stage.Service.Clock) : null;
        var revoked = await (other?.Admin ?? stage.Admin).SendAsync(HttpMethod.Post, $"/api-keys/{key.Id}/revoke");
        Assert.That(revoked.IsSuccessStatusCode);
        var answer = await client.SendAsync(HttpMethod.Get, "/commitments");
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [Test]
    public async Task What_was_replaced_is_held_by_nothing_that_was_answered_before()
    {
        using var service = await LoadedAsync();
        foreach (var address in new[] { List, $"/commitments/{Code}", "/summary?groupBy=theme", "/summary/timeline", "/calendar.ics" })
        {
            await service.Public.GetAsync(new Uri(ApiExtensions.Root + address, UriKind.Relative));
        }

        await RenameAsync(service, Code, "Replaced soon");
        var replaced = await ReferenceToAsync(service);
        for (var time = 0; time < 1100; time++)
        {
            await RenameAsync(service, "HND-20", $"The {time}th time");
            await Live(service).CurrentAsync(CancellationToken.None);
        }

        await RenameAsync(service, Code, "Replaced");
        for (var time = 0; time < 1100; time++)
        {
            await RenameAsync(service, "HND-20", $"The {time}th time again");
            await Live(service).CurrentAsync(CancellationToken.None);
        }

        Assert.That(
            () =>
            {
                GC.Collect();
                return replaced.IsAlive;
            },
            Is.False.After(5000, 100)
        );
    }

    [Test]
    public async Task A_remembered_answer_counts_for_the_rate_limit()
    {
        using var service = await LoadedAsync("RateLimits:PerMinuteForAddress=5");
        var statuses = new List<HttpStatusCode>();
        for (var time = 0; time < 7; time++)
        {
            statuses.Add((await service.Public.SendAsync(HttpMethod.Get, $"/commitments/{Code}")).StatusCode);
        }

        Assert.That(statuses.Count(status => status == HttpStatusCode.OK), Is.EqualTo(5));
        Assert.That(statuses[^1], Is.EqualTo(HttpStatusCode.TooManyRequests));
    }

    private static async Task<TestService> LoadedAsync(params string[] settings)
    {
        var service = TestService.Start(settings: settings);
        await Live(service).CurrentAsync(CancellationToken.None);
        return service;
    }

    private static async Task<WeakReference> ReferenceToAsync(TestService service) =>
        new((await Live(service).CurrentAsync(CancellationToken.None)).Find(Code));

    private static LiveState Live(TestService service) => service.Services.GetRequiredService<LiveState>();

    private static async Task WriteAndReadAsync(TestService service, string code)
    {
        for (var time = 0; time < 25; time++)
        {
            var title = $"{code} for the {time}th time";
            await RenameAsync(service, code, title);
            var items = (await service.Public.GetJsonAsync(List))["items"]!.AsArray();
            Assert.That((string?)items.Single(item => (string?)item!["code"] == code)!["title"], Is.EqualTo(title));
            Assert.That((string?)(await service.Public.GetJsonAsync($"/commitments/{code}"))["title"], Is.EqualTo(title));
        }
    }

    private static async Task<string?> TitleOfAsync(TestService service) =>
        (string?)(await service.Public.GetJsonAsync($"/commitments/{Code}"))["title"];

    private static Task RenameAsync(TestService service, string code, string title) => PatchAsync(service, code, new { title });

    private static async Task PatchAsync(TestService service, string code, object patch)
    {
        var answer = await service.Admin.SendJsonAsync(HttpMethod.Patch, $"/commitments/{code}", patch, "*");
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK), await answer.Content.ReadAsStringAsync());
    }
}
