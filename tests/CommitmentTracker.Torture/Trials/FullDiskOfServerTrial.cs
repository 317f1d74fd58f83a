using System.Globalization;
using System.Net;
using CommitmentTracker.Torture.Support;

namespace CommitmentTracker.Torture.Trials;

/// <summary>The server's disk is full: writes are told so, reads go on, and all goes on by itself once there is room.</summary>
internal sealed class FullDiskOfServerTrial : ITrial
{
    private const string Code = "FULL-01";
    private const int Writers = 8;
    private const int FullAnswers = 60;
    private const int NarrativeLength = 8_000;
    private static readonly TimeSpan LongestFilling = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LongestRecovery = TimeSpan.FromSeconds(10);

    private readonly Ledger ledger = new();
    private readonly Random random = new(20_261_127);
    private int number;

    public string Name => "full-disk-of-server";

    public async Task<string> RunAsync(Ground ground)
    {
        // Outside the ground: the server has a user of its own, whom the ground's folder is closed to.
        var folder = Directory.CreateTempSubdirectory("commitment-tracker-torture-disk-");
        await using var disk = await SmallDisk.MountAsync(folder.FullName, "200m");
        File.SetUnixFileMode(disk.Folder, (UnixFileMode)0b111_101_101);
        await using var server = await PostgresServer.StartAsync(Path.Combine(disk.Folder, "server"));
        var instances = new Instances(ground, server);
        await instances.StartAsync();
        await instances.Calls(0).CreateAsync(Code);
        var rounds = ground.Form(4, 2);
        for (var round = 0; round < rounds; round++)
        {
            var ballast = Path.Combine(disk.Folder, "ballast");
            await FillAsync(instances, ballast, disk.Folder);
            File.Delete(ballast);
            // A server that cannot write its log ends, and waits for whoever makes room to start it.
            await server.StartIfEndedAsync();
            await ExpectWritesResumeAsync(instances);
            await instances.ReadyAsync(LongestRecovery);
            Ground.Say(string.Create(CultureInfo.InvariantCulture, $"full and made room {round + 1} times: {instances}"));
        }

        using (var database = new ServerDatabase(server.ConnectionString))
        {
            Expect.None(database.Faults(), "faults in the database");
            Expect.None(ledger.BrokenPromises(database), "broken promises");
        }

        await instances.StopAsync();
        await instances.ExpectCheckAsync();
        return $"full {rounds} times; all {ledger.Writes} acknowledged are there and none twice, writes resumed without a restart of an instance; {instances}";
    }

    /// <summary>Takes all that is left but a little, and writes until that is gone. Those who read are answered as ever, while the server runs.</summary>
    private async Task FillAsync(Instances instances, string ballast, string folder)
    {
        var left = new DriveInfo(folder).AvailableFreeSpace - 4 * 1024 * 1024;
        await using (var file = File.Create(ballast))
        {
            var block = new byte[1024 * 1024];
            for (; left > 0; left -= block.Length)
            {
                await file.WriteAsync(block);
            }
        }

        var (full, reads) = (0, 0);
        using var patience = new CancellationTokenSource(LongestFilling);
        await Task.WhenAll([.. Enumerable.Range(0, Writers).Select(_ => WriteAsync()), ReadAsync()]);
        Expect.That(reads > 0, "no read was answered while the disk was full");

        async Task WriteAsync()
        {
            while (Volatile.Read(ref full) < FullAnswers)
            {
                Expect.That(
                    !patience.IsCancellationRequested,
                    $"the disk does not fill in {LongestFilling.TotalSeconds:F0} s: {instances}"
                );
                if (await ReportAsync(instances) != HttpStatusCode.Created)
                {
                    Interlocked.Increment(ref full);
                }
            }
        }

        async Task ReadAsync()
        {
            while (Volatile.Read(ref full) < FullAnswers && !patience.IsCancellationRequested)
            {
                var calls = instances.Calls(instances.Next());
                using var answer = await instances.AskAsync("a read", () => calls.GetAsync($"/commitments/{Code}"));
                Expect.That(
                    answer is { StatusCode: HttpStatusCode.OK or HttpStatusCode.ServiceUnavailable },
                    answer is null ? "the connection was lost" : await TrackerCalls.SaidAsync(answer)
                );
                reads += answer!.StatusCode == HttpStatusCode.OK ? 1 : 0;
                await Task.Delay(10, CancellationToken.None);
            }
        }
    }

    private async Task ExpectWritesResumeAsync(Instances instances)
    {
        using var patience = new CancellationTokenSource(LongestRecovery);
        while (await ReportAsync(instances) != HttpStatusCode.Created)
        {
            Expect.That(!patience.IsCancellationRequested, "writes do not resume after there is room");
            await Task.Delay(100, CancellationToken.None);
        }
    }

    private async Task<HttpStatusCode?> ReportAsync(Instances instances)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"full-{Interlocked.Increment(ref number)}-") + Noise();
        var calls = instances.Calls(instances.Next());
        using var answer = await instances.AskAsync("a report", () => calls.ReportAsync(Code, name));
        if (answer?.StatusCode == HttpStatusCode.Created)
        {
            ledger.Acknowledge(new SentReport(Code, name, null, answer.Headers.Location!.ToString()));
            return answer.StatusCode;
        }

        Expect.That(
            answer is { StatusCode: HttpStatusCode.ServiceUnavailable or HttpStatusCode.InsufficientStorage },
            answer is null ? "the connection was lost" : await TrackerCalls.SaidAsync(answer)
        );
        ledger.LeaveOpen(new SentReport(Code, name, null));
        return answer!.StatusCode;
    }

    /// <summary>What the server cannot press together.</summary>
    private string Noise()
    {
        lock (random)
        {
            return new string(random.GetItems<char>("abcdefghijklmnopqrstuvwxyz0123456789", NarrativeLength));
        }
    }
}
