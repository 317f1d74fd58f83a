using System.Diagnostics;
using System.Globalization;
using System.Net;
using CommitmentTracker.TestStand;
using CommitmentTracker.Torture.Support;

namespace CommitmentTracker.Torture.Trials;

/// <summary>Another process holds the database's lock: reads go on, writes are told in time to come back, and no thread is lost to waiting.</summary>
internal sealed class ForeignLockTrial : ITrial
{
    private const int Writers = 64;
    private const string WaitSeconds = "2";
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2 + 2);
    private static readonly string[] Codes = ["LOCK-01", "LOCK-02"];

    private int refused;
    private int number;
    private TimeSpan slowestRefusal;

    public string Name => "foreign-lock";

    public async Task<string> RunAsync(Ground ground)
    {
        await using var service = await ground.StartAsync(("Database__WriteWaitSeconds", WaitSeconds));
        foreach (var code in Codes)
        {
            await new TrackerCalls(service.Client).CreateAsync(code);
        }

        var seen = new List<string>();
        foreach (var how in new[] { "immediate", "exclusive" })
        {
            var threads = service.Figures.Threads;
            var sight = await HoldAsync(ground, service, how);
            seen.Add($"{how}: {sight}, {service.Figures.Threads - threads} threads more");
            Ground.Say(seen[^1]);
            await ExpectWritesResumeAsync(service, how);
        }

        await service.StopAsync();
        using var database = new DatabaseFile(ground.DatabasePath);
        Expect.None(database.Faults(), "faults in the database");
        Expect.None(
            database.Column("select narrative from progress_updates where narrative like 'refused-%'"),
            "reports that were answered 503 and are stored"
        );
        return $"{string.Join("; ", seen)}; {refused} writes of {Writers} writers told to come back, the last after "
            + $"{slowestRefusal.TotalSeconds:F1} s; writes resumed each time";
    }

    private async Task<Sight> HoldAsync(Ground ground, PublishedService service, string how)
    {
        using var onlookers = new Onlookers(service, Onlookers.UsualPaths);
        using var lockHolder = new DatabaseFile(ground.DatabasePath);
        lockHolder.Execute($"begin {how}");
        var until = Stopwatch.GetTimestamp() + ground.Form(10, 4) * Stopwatch.Frequency;
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => WriteAsync(new TrackerCalls(service.Client), until)));
        // Looked at while the lock stands: what comes after it is another matter.
        var sight = onlookers.Stop();
        lockHolder.Execute("rollback");
        sight.ExpectUndisturbed($"under begin {how}");
        return sight;
    }

    private async Task WriteAsync(TrackerCalls tracker, long until)
    {
        while (Stopwatch.GetTimestamp() < until)
        {
            var next = Interlocked.Increment(ref number);
            var began = Stopwatch.GetTimestamp();
            using var answer = await tracker.ReportAsync(
                Codes[next % Codes.Length],
                string.Create(CultureInfo.InvariantCulture, $"refused-{next}")
            );
            var took = Stopwatch.GetElapsedTime(began);
            Expect.That(answer.StatusCode == HttpStatusCode.ServiceUnavailable, await TrackerCalls.SaidAsync(answer));
            Expect.That(answer.Headers.RetryAfter is not null, "a 503 has no Retry-After");
            Expect.That(took < LongestWait, $"a write waited {took.TotalSeconds:F1} s for its 503, with a setting of {WaitSeconds} s");
            Interlocked.Increment(ref refused);
            lock (Codes)
            {
                slowestRefusal = took > slowestRefusal ? took : slowestRefusal;
            }
        }
    }

    private static async Task ExpectWritesResumeAsync(PublishedService service, string how)
    {
        var tracker = new TrackerCalls(service.Client);
        var answers = await Task.WhenAll(
            Enumerable.Range(0, Writers).Select(each => tracker.ReportAsync(Codes[each % Codes.Length], $"after-{how}-{each}"))
        );
        Expect.None(
            answers.Where(answer => answer.StatusCode != HttpStatusCode.Created).Select(answer => answer.StatusCode).ToList(),
            $"writes refused after begin {how} was rolled back"
        );
    }
}
