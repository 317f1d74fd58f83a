using System.Globalization;
using System.Net;
using CommitmentTracker.TestStand;
using CommitmentTracker.Torture.Support;

namespace CommitmentTracker.Torture.Trials;

/// <summary>Kills the service at random moments under load, also while it starts: what it acknowledged must be there, and nothing by halves.</summary>
internal sealed class KillTrial : ITrial
{
    private const int Clients = 12;
    private const int Replayed = 20;
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(5);
    private static readonly string[] Codes =
    [
        .. Enumerable.Range(1, 12).Select(each => string.Create(CultureInfo.InvariantCulture, $"KILL-{each:D2}")),
    ];

    private readonly Random random = new(20_260_116);
    private readonly Ledger ledger = new();
    private TimeSpan slowestStart;
    private int replays;

    public string Name => "kill";

    public async Task<string> RunAsync(Ground ground)
    {
        var (writes, kills) = ground.Form((10_000, 15), (1_500, 4));
        await using (var first = await ground.StartAsync())
        {
            foreach (var code in Codes)
            {
                await new TrackerCalls(first.Client).CreateAsync(code);
            }
        }

        var held = 0;
        for (var life = 1; life <= kills; life++)
        {
            var left = writes - ledger.Writes;
            var quota = Math.Max(1, life == kills ? left : random.Next(left / (kills - life + 1) / 2, left / (kills - life + 1) * 3 / 2));
            await LiveAndDieAsync(ground, life, ledger.Writes + quota);
            await KillDuringStartAsync(ground);
            held = await HoldToPromisesAsync(ground, held);
        }

        using var database = new DatabaseFile(ground.DatabasePath);
        Expect.None(database.Faults(), "faults in the database");
        Expect.None(ledger.BrokenPromises(database), "broken promises");
        return $"{ledger.Acknowledged.Count} reports and {ledger.Retitled.Count} changes acknowledged over {kills} kills under load and "
            + $"{kills} during the start, {ledger.Open.Count} cut off unanswered; none lost, none twice ({replays} keys repeated), none by "
            + $"halves; ready {slowestStart.TotalSeconds:F1} s after the start at the slowest";
    }

    private async Task LiveAndDieAsync(Ground ground, int life, int target)
    {
        await using var service = await StartAsync(ground);
        using var stop = new CancellationTokenSource();
        var run = string.Create(CultureInfo.InvariantCulture, $"life-{life}");
        var load = new Writers(Codes, ledger, run).RunAsync(service.Client, Clients, stop.Token);
        while (ledger.Writes < target && !load.IsCompleted)
        {
            await Task.Delay(random.Next(1, 10));
        }

        service.Kill();
        await load;
    }

    private async Task KillDuringStartAsync(Ground ground)
    {
        try
        {
            var start = new ServiceStart
            {
                DatabasePath = ground.DatabasePath,
                Patience = TimeSpan.FromMilliseconds(random.Next(200, 1200)),
            };
            await using var service = await ground.StartAsync(start);
        }
        catch (ServiceDidNotStartException stopped)
        {
            Expect.That(stopped.ExitCode is null, stopped.Message);
        }
    }

    /// <summary>Asks the service, started anew, for everything that was acknowledged since it was last asked.</summary>
    private async Task<int> HoldToPromisesAsync(Ground ground, int held)
    {
        await using var service = await StartAsync(ground);
        var acknowledged = ledger.Acknowledged;
        foreach (var report in acknowledged.Skip(held))
        {
            using var answer = await service.Client.GetAsync(new Uri(report.Location!, UriKind.Relative));
            Expect.That(answer.StatusCode == HttpStatusCode.OK, $"{report} is lost: {await TrackerCalls.SaidAsync(answer)}");
        }

        var tracker = new TrackerCalls(service.Client);
        foreach (
            var report in acknowledged.Skip(held).Concat(ledger.Open).Where(each => each.IdempotencyKey is not null).TakeLast(Replayed)
        )
        {
            await RepeatAsync(tracker, report);
        }

        await service.StopAsync();
        return acknowledged.Count;
    }

    /// <summary>Twice: what was acknowledged is where it was, and what was cut off is made at most once.</summary>
    private async Task RepeatAsync(TrackerCalls tracker, SentReport report)
    {
        using var first = await tracker.ReportAsync(report.Code, report.Narrative, report.IdempotencyKey);
        using var second = await tracker.ReportAsync(report.Code, report.Narrative, report.IdempotencyKey);
        Expect.That(first.StatusCode == HttpStatusCode.Created, $"{report} repeated: {await TrackerCalls.SaidAsync(first)}");
        var location = first.Headers.Location!.ToString();
        Expect.That(report.Location is null || report.Location == location, $"{report} was made again as {location}");
        Expect.That(second.Headers.Location?.ToString() == location, $"{report} was made twice");
        replays++;
    }

    private async Task<PublishedService> StartAsync(Ground ground)
    {
        var service = await ground.StartAsync();
        slowestStart = slowestStart > service.TimeToReady ? slowestStart : service.TimeToReady;
        Expect.That(service.TimeToReady < LongestStart, $"the start took {service.TimeToReady.TotalSeconds:F1} s");
        return service;
    }
}
