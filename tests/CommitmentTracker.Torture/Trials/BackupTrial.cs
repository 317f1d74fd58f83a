using System.Globalization;
using System.Net;
using CommitmentTracker.TestStand;
using CommitmentTracker.Torture.Support;

namespace CommitmentTracker.Torture.Trials;

/// <summary>Backs up under load: each backup holds every write that was acknowledged before it began, passes its check, and comes back whole.</summary>
internal sealed class BackupTrial : ITrial
{
    private const int Clients = 6;
    private static readonly string[] Codes = ["BACKUP-01", "BACKUP-02", "BACKUP-03"];
    private static readonly TimeSpan BetweenBackups = TimeSpan.FromSeconds(1);

    public string Name => "backup";

    public async Task<string> RunAsync(Ground ground)
    {
        var ledger = new Ledger();
        var backups = new List<(string Path, Ledger Before)>();
        await using (var service = await ground.StartAsync())
        {
            foreach (var code in Codes)
            {
                await new TrackerCalls(service.Client).CreateAsync(code);
            }

            using var stop = new CancellationTokenSource();
            var load = new Writers(Codes, ledger, "backup").RunAsync(service.Client, Clients, stop.Token);
            for (var number = 0; number < ground.Form(10, 2); number++)
            {
                await Task.WhenAny(Task.Delay(BetweenBackups), load);
                var path = ground.PathOf(string.Create(CultureInfo.InvariantCulture, $"backup-{number}.db"));
                backups.Add((path, ledger.Copy()));
                await CommandAsync(ground, "backup", "--to", path);
            }

            await stop.CancelAsync();
            await load;
            await service.StopAsync();
        }

        foreach (var (path, before) in backups)
        {
            await CommandAsync(ground, "check", path);
            ExpectKept(path, before);
        }

        var (restored, promised) = backups[^1];
        await CommandAsync(ground, "restore", restored);
        await ExpectServedAsync(ground, promised);
        ExpectKept(ground.DatabasePath, promised);
        return $"{backups.Count} backups while {ledger.Writes} writes were made; each passes its check and holds all acknowledged before it, "
            + $"the first {backups[0].Before.Writes}, the last {promised.Writes}; the last was restored and is served";
    }

    private static async Task CommandAsync(Ground ground, params string[] arguments)
    {
        string[] program = ["dotnet", Path.Combine(ground.AppFolder, PublishedApp.Assembly), .. arguments];
        var run = await Tool.RunAsync("env", [$"Database__Path={ground.DatabasePath}", .. program]);
        Expect.That(run.ExitCode == 0, $"{arguments[0]} ended with {run.ExitCode}: {run.Output}{run.Errors}");
    }

    private static void ExpectKept(string path, Ledger before)
    {
        using var database = new DatabaseFile(path);
        Expect.None(database.Faults(), $"faults in {Path.GetFileName(path)}");
        Expect.None(before.BrokenPromises(database), $"writes acknowledged before {Path.GetFileName(path)} that it lacks");
    }

    private static async Task ExpectServedAsync(Ground ground, Ledger promised)
    {
        await using var service = await ground.StartAsync();
        foreach (var report in promised.Acknowledged.TakeLast(100))
        {
            using var answer = await service.Client.GetAsync(new Uri(report.Location!, UriKind.Relative));
            Expect.That(answer.StatusCode == HttpStatusCode.OK, $"{report} is lost: {await TrackerCalls.SaidAsync(answer)}");
        }

        await service.StopAsync();
    }
}
