using System.Globalization;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Http.Limits;

[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class RateLimitTests
{
    private const int ForAddress = 5;
    private const int ForCaller = 8;

    private static readonly string[] Few =
    [
        "ReferenceData:Load=false",
        $"RateLimits:PerMinuteForAddress={ForAddress}",
        $"RateLimits:PerMinuteForCaller={ForCaller}",
    ];

    [Test]
    public async Task An_address_hears_what_is_left_and_then_when_to_come_again()
    {
        using var service = TestService.Start(settings: Few);
        for (var left = ForAddress - 1; left >= 0; left--)
        {
            using var answer = await service.Public.SendAsync(HttpMethod.Get, "/commitments");
            Assert.Multiple(() =>
            {
                Assert.That((int)answer.StatusCode, Is.EqualTo(200));
                Assert.That(answer.Headers.GetValues("RateLimit-Policy"), Is.EqualTo([$"\"minute\";q={ForAddress};w=60"]));
                Assert.That(answer.Headers.GetValues("RateLimit"), Is.EqualTo([$"\"minute\";r={left}"]));
                Assert.That(answer.Headers.RetryAfter, Is.Null);
            });
        }

        foreach (var path in new[] { "/commitments", "/commitments/AB-1", "/nowhere" })
        {
            using var refused = await service.Public.SendAsync(HttpMethod.Get, path);
            await refused.ProblemAsync(429, "too_many_requests");
            Assert.Multiple(() =>
            {
                Assert.That(refused.Headers.RetryAfter?.Delta, Is.InRange(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60)));
                Assert.That(refused.Headers.GetValues("RateLimit"), Is.EqualTo(["\"minute\";r=0"]));
            });
        }
    }

    [Test]
    public async Task A_limit_is_lifted_when_Retry_After_has_passed()
    {
        using var service = TestService.Start(settings: Few);
        await UseUpAsync(service.Public, ForAddress);
        using var refused = await service.Public.SendAsync(HttpMethod.Get, "/commitments");
        await Task.Delay(refused.Headers.RetryAfter!.Delta!.Value + TimeSpan.FromMilliseconds(200));
        using var again = await service.Public.SendAsync(HttpMethod.Get, "/commitments");
        Assert.That((int)again.StatusCode, Is.EqualTo(200));
        Assert.That(again.Headers.GetValues("RateLimit"), Is.EqualTo([$"\"minute\";r={ForAddress - 1}"]));
    }

    [Test]
    public async Task Each_key_has_its_own_count_and_none_takes_from_the_address()
    {
        using var service = TestService.Start(settings: Few);
        using var one = service.ClientWith(await KeyAsync(service));
        using var other = service.ClientWith(await KeyAsync(service));
        await UseUpAsync(one, ForCaller);
        await (await one.SendAsync(HttpMethod.Get, "/commitments")).ProblemAsync(429, "too_many_requests");
        await UseUpAsync(other, ForCaller);
        await UseUpAsync(service.Public, ForAddress);
        await (await service.Public.SendAsync(HttpMethod.Get, "/commitments")).ProblemAsync(429, "too_many_requests");
    }

    [Test]
    public async Task Refused_logins_count_for_the_address()
    {
        using var service = TestService.Start(settings: Few);
        for (var count = 0; count < ForAddress; count++)
        {
            using var guess = service.ClientWith($"ct_guess-{count}");
            Assert.That((int)(await guess.SendAsync(HttpMethod.Get, "/commitments")).StatusCode, Is.EqualTo(401));
        }

        using var another = service.ClientWith("ct_guess");
        await (await another.SendAsync(HttpMethod.Get, "/commitments")).ProblemAsync(429, "too_many_requests");
        await (await service.Public.SendAsync(HttpMethod.Get, "/commitments")).ProblemAsync(429, "too_many_requests");
        Assert.That((int)(await service.Admin.SendAsync(HttpMethod.Get, "/commitments")).StatusCode, Is.EqualTo(200));
    }

    [Test]
    public async Task Without_limits_nobody_is_told_of_any()
    {
        using var service = TestService.Start(settings: [.. Few, "RateLimits:Enabled=false"]);
        await UseUpAsync(service.Public, ForAddress + 1);
        using var answer = await service.Public.SendAsync(HttpMethod.Get, "/commitments");
        Assert.That(answer.Headers.Contains("RateLimit"), Is.False);
    }

    [Test]
    public async Task Behind_a_known_proxy_each_address_has_its_own_count()
    {
        using var service = TestService.Start(settings: [.. Few, "Proxy:Known=127.0.0.1,::1,10.0.0.1"]);
        foreach (var forwarded in new[] { "203.0.113.1", "203.0.113.2", "203.0.113.3, 10.0.0.1", "203.0.113.4, 10.0.0.1", "2001:db8::1" })
        {
            for (var left = ForAddress - 1; left >= 0; left--)
            {
                Assert.That(await LeftAsync(service, forwarded), Is.EqualTo(left), forwarded);
            }
        }
    }

    [Test]
    public async Task What_a_caller_says_of_itself_before_the_proxy_is_not_believed()
    {
        using var service = TestService.Start(settings: [.. Few, "Proxy:Known=127.0.0.1,::1"]);
        for (var count = 0; count < ForAddress; count++)
        {
            Assert.That(await LeftAsync(service, $"192.0.2.{count}, 203.0.113.1"), Is.EqualTo(ForAddress - 1 - count));
        }
    }

    [TestCase("")]
    [TestCase("10.0.0.1")]
    public async Task Nobody_but_a_known_proxy_is_believed(string known)
    {
        using var service = TestService.Start(settings: [.. Few, $"Proxy:Known={known}"]);
        for (var count = 0; count < ForAddress; count++)
        {
            Assert.That(await LeftAsync(service, $"203.0.113.{count}"), Is.EqualTo(ForAddress - 1 - count));
        }
    }

    private static async Task<int> LeftAsync(TestService service, string forwarded)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/commitments");
        request.Headers.Add("X-Forwarded-For", forwarded);
        using var answer = await service.Public.SendAsync(request);
        return int.Parse(answer.Headers.GetValues("RateLimit").Single().Split("r=")[1], CultureInfo.InvariantCulture);
    }

    private static async Task UseUpAsync(HttpClient client, int count)
    {
        for (var used = 0; used < count; used++)
        {
            Assert.That((int)(await client.SendAsync(HttpMethod.Get, "/commitments")).StatusCode, Is.EqualTo(200));
        }
    }

    private static async Task<string> KeyAsync(TestService service) =>
        (string)(await Stage.CreateAsync(service.Admin, "/api-keys", Bodies.Key("reader")))["key"]!;
}
