using System.Globalization;
using System.Net;
using CommitmentTracker.TestStand;
using CommitmentTracker.Torture.Support;

namespace CommitmentTracker.Torture.Trials;

/// <summary>Writes until the disk is full, makes room while the service runs, and again: it says so, loses nothing, and goes on by itself.</summary>
internal sealed class FullDiskTrial : ITrial
{
    private const string Code = "FULL-01";
    private const int Writers = 4;
    private const int FullAnswers = 100;
    private const int NarrativeLength = 8_000;
    private static readonly TimeSpan LongestRecovery = TimeSpan.FromSeconds(5);

    private readonly Ledger ledger = new();
    private readonly StatusCount answered = new();
    private int number;

    public string Name => "full-disk";

    public async Task<string> RunAsync(Ground ground)
    {
        await using var disk = await SmallDisk.MountAsync(ground.PathOf("disk"), "10m");
        var ballast = Path.Combine(disk.Folder, "ballast");
        await File.WriteAllBytesAsync(ballast, new byte[2 * 1024 * 1024]);
        var path = Path.Combine(disk.Folder, "commitments.db");
        Sight sight;
        await using (var service = await ground.StartOnAsync(path))
        {
            await new TrackerCalls(service.Client).CreateAsync(Code);
            using var onlookers = new Onlookers(service, [.. Onlookers.UsualPaths, "/health/ready"]);
            await FillAsync(service, ground);
            File.Delete(ballast);
            await ExpectWritesResumeAsync(service, "after the ballast was deleted");
            await FillAsync(service, ground);
            await disk.RemountAsync("size=24m");
            await ExpectWritesResumeAsync(service, "after the disk was made larger");
            sight = onlookers.Stop();
            sight.ExpectUndisturbed("while the disk was full");
            await service.StopAsync();
        }

        using var database = new DatabaseFile(path);
        Expect.None(database.Faults(), "faults in the database");
        Expect.None(ledger.BrokenPromises(database), "broken promises");
        return $"full twice, answered {answered}; {sight}; writes resumed without a restart; all {ledger.Writes} acknowledged are there";
    }

    /// <summary>Until the service has said a hundred times that the disk is full: once alone might pass for the last page of it.</summary>
    private async Task FillAsync(PublishedService service, Ground ground)
    {
        var full = 0;
        var goal = ground.Form(FullAnswers * 10, FullAnswers);
        var tracker = new TrackerCalls(service.Client);
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => WriteAsync()));

        async Task WriteAsync()
        {
            while (Volatile.Read(ref full) < goal)
            {
                if (await ReportAsync(tracker) != HttpStatusCode.Created)
                {
                    Interlocked.Increment(ref full);
                }
            }
        }
    }

    private async Task ExpectWritesResumeAsync(PublishedService service, string when)
    {
        using var patience = new CancellationTokenSource(LongestRecovery);
        while (await ReportAsync(new TrackerCalls(service.Client)) != HttpStatusCode.Created)
        {
            Expect.That(!patience.IsCancellationRequested, $"writes do not resume {when}");
        }
    }

    private async Task<HttpStatusCode> ReportAsync(TrackerCalls tracker)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"full-{Interlocked.Increment(ref number)}-").PadRight(NarrativeLength, 'x');
        using var answer = await tracker.ReportAsync(Code, name);
        answered.Add(answer.StatusCode);
        Expect.That(
            answer.StatusCode is HttpStatusCode.Created or HttpStatusCode.InsufficientStorage or HttpStatusCode.ServiceUnavailable,
            await TrackerCalls.SaidAsync(answer)
        );
        if (answer.StatusCode == HttpStatusCode.Created)
        {
            ledger.Acknowledge(new SentReport(Code, name, null, answer.Headers.Location!.ToString()));
        }

        return answer.StatusCode;
    }
}
