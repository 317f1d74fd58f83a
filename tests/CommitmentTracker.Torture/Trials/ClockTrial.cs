using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using CommitmentTracker.TestStand;
using CommitmentTracker.Torture.Support;

namespace CommitmentTracker.Torture.Trials;

/// <summary>The machine's clock jumps, a year on, days back and over midnights, while clients write, page and wait.</summary>
internal sealed class ClockTrial : ITrial
{
    private const string Due = "CLOCK-DUE";
    private const int Clients = 4;
    private static readonly string[] Codes = ["CLOCK-01", "CLOCK-02", "CLOCK-03", "CLOCK-04"];

    /// <summary>Where the clock is put, and what day that is in Jakarta; the commitment is due on 2 March 2027.</summary>
    private static readonly (string Why, string Instant, string Day, string State)[] Jumps =
    [
        ("to the due day's last minute", "2027-03-02T16:59:30Z", "2027-03-02", "due_soon"),
        ("over midnight in the reporting zone", "2027-03-02T17:00:05Z", "2027-03-03", "overdue"),
        ("over midnight of UTC, which is no new day there", "2027-03-03T00:00:05Z", "2027-03-03", "overdue"),
        ("a year on", "2028-03-03T12:00:00Z", "2028-03-03", "overdue"),
        ("back two days", "2028-03-01T12:00:00Z", "2028-03-01", "overdue"),
        ("back to the leap day's last seconds", "2028-02-29T16:59:40Z", "2028-02-29", "overdue"),
        ("over the first hours of a year", "2027-12-31T17:00:10Z", "2028-01-01", "overdue"),
        ("back to before the due day", "2027-03-01T02:00:00Z", "2027-03-01", "due_soon"),
    ];

    private const string OrderSql = """
        select resource_key || ' went from version ' || before || ' to ' || version
        from (
            select resource_key, version, lag(version) over (partition by resource_type, resource_key order by change_id) before from changes
        )
        where before is not null and version <> before + 1
        """;

    public string Name => "clock";

    public async Task<string> RunAsync(Ground ground)
    {
        var clock = FakeClock.At(ground, "2027-03-01T03:00:00Z");
        await using var service = await ground.StartAsync(clock.Environment);
        var tracker = new TrackerCalls(service.Client);
        await tracker.CreateAsync(
            Due,
            new JsonObject
            {
                ["dueOn"] = "2027-03-02",
                ["precision"] = "day",
                ["basis"] = "decided",
                ["source"] = "A trial",
            }
        );
        foreach (var code in Codes)
        {
            await tracker.CreateAsync(code);
        }

        using var stop = new CancellationTokenSource();
        using var onlookers = new Onlookers(service, Onlookers.UsualPaths);
        var ledger = new Ledger();
        var follower = new Follower(service.Client);
        Task[] clients =
        [
            new Writers(Codes, ledger, "clock").RunAsync(service.Client, Clients, stop.Token),
            follower.FollowAsync(stop.Token),
            follower.PageAsync([Due, .. Codes], stop.Token),
        ];
        var limits = ground.IsShort ? Task.CompletedTask : ExpectRateLimitsEndAsync(ground);
        for (var round = 0; round < ground.Form(5, 1); round++)
        {
            foreach (var jump in Jumps)
            {
                clock.Set(jump.Instant);
                await ExpectDayAsync(tracker, jump);
                await Task.WhenAny([Task.Delay(TimeSpan.FromSeconds(1.5)), .. clients]);
                await ExpectDayAsync(tracker, jump);
            }
        }

        await stop.CancelAsync();
        await Task.WhenAll(clients);
        await limits;
        var sight = onlookers.Stop();
        Expect.None(sight.Unexpected, "reads other than 200 while the clock jumped");
        await service.StopAsync();
        using var database = new DatabaseFile(ground.DatabasePath);
        Expect.None([.. database.Faults(), .. database.Column(OrderSql)], "faults in the database");
        Expect.None(ledger.BrokenPromises(database), "broken promises");
        return $"{Jumps.Length * ground.Form(5, 1)} jumps under faketime while {ledger.Writes} writes, {follower.Changes} changes followed without a gap, "
            + $"{follower.Rounds} times paged through without a skip; {sight.Answers} reads, none failed; day and deadline state followed"
            + (ground.IsShort ? "" : "; rate limits ended by their own minute");
    }

    private static async Task ExpectDayAsync(TrackerCalls tracker, (string Why, string Instant, string Day, string State) jump)
    {
        var read = await tracker.ReadAsync($"/commitments/{Due}");
        var (day, state) = ((string)read["asOf"]!, (string)read["deadline"]!["state"]!);
        Expect.That((day, state) == (jump.Day, jump.State), $"{jump.Why}: the day is {day} and the deadline {state}");
    }

    /// <summary>A window that began before the clock was put back two days ends within its minute all the same.</summary>
    private static async Task ExpectRateLimitsEndAsync(Ground ground)
    {
        var clock = FakeClock.At(ground, "2027-03-03T12:00:00Z", "clock-of-limits");
        await using var service = await ground.StartOnAsync(
            ground.PathOf("limits.db"),
            [("RateLimits__Enabled", "true"), ("RateLimits__PerMinuteForCaller", "5"), .. clock.Environment]
        );
        var tracker = new TrackerCalls(service.Client);
        HttpResponseMessage answer;
        do
        {
            answer = await tracker.GetAsync("/themes");
        } while (answer.StatusCode == HttpStatusCode.OK);

        Expect.That(answer.StatusCode == HttpStatusCode.TooManyRequests, await TrackerCalls.SaidAsync(answer));
        clock.Set("2027-03-01T12:00:00Z");
        await Task.Delay(answer.Headers.RetryAfter!.Delta!.Value + TimeSpan.FromSeconds(1));
        answer = await tracker.GetAsync("/themes");
        Expect.That(
            answer.StatusCode == HttpStatusCode.OK,
            $"a window of a minute goes on after the clock was put back: {await TrackerCalls.SaidAsync(answer)}"
        );
    }
}
