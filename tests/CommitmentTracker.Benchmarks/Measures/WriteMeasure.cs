using CommitmentTracker.Benchmarks.Load;
using CommitmentTracker.Benchmarks.Results;
using CommitmentTracker.Benchmarks.Scenarios;
using CommitmentTracker.TestStand;

namespace CommitmentTracker.Benchmarks.Measures;

/// <summary>Progress updates from a few and from many clients, each on disk before it is answered; before and after, what the disk can do.</summary>
internal sealed class WriteMeasure(BenchmarkOptions options, Wrk wrk, string folder, string processors)
{
    // More than are sent in a run; sent again they would be recorded again.
    private const int Prepared = 50_000;

    private const int WarmUps = 5;

    private static readonly string[] Headers = [$"Authorization: Bearer {PublishedService.Key}", "Content-Type: application/json"];

    public async Task<IReadOnlyList<WriteResult>> RunAsync(
        PublishedService service,
        int commitments,
        ProgressUpdates updates,
        IReadOnlyList<int> numbersOfClients
    )
    {
        var file = Path.Combine(folder, "updates.txt");
        await updates.WriteAsync(file, Prepared);
        // Long, because the code of a write is many methods, and each is compiled twice before it is at its best.
        Checked(await wrk.RunAsync(Run(service, file, clients: 64) with { Seconds = options.WarmUpSeconds * WarmUps }));
        await Idle.WaitAsync(service.Figures);
        var disk = TimeSpan.FromSeconds(Math.Max(1, options.Seconds / 2));
        var before = DiskRate.Measure(folder, disk);
        var measured = new List<WriteResult>();
        foreach (var clients in numbersOfClients)
        {
            var run = Run(service, file, clients);
            Checked(await wrk.RunAsync(run with { Seconds = 1 }));
            var (load, round) = await new Target(run, service.Figures).MeasureAsync(wrk);
            Checked(load);
            measured.Add(
                new WriteResult
                {
                    Commitments = commitments,
                    Clients = clients,
                    Processors = processors,
                    Service = round,
                }
            );
        }

        var rate = (before + DiskRate.Measure(folder, disk)) / 2;
        return [.. measured.Select(each => each with { DiskPerSecond = rate })];
    }

    private LoadRun Run(PublishedService service, string file, int clients) =>
        new()
        {
            Address = service.BaseAddress,
            Connections = clients,
            Seconds = options.Seconds,
            Headers = Headers,
            RequestsFile = file,
            ExpectedStatus = 201,
        };

    private static void Checked(LoadFigures load)
    {
        if (load is not { Requests: > 0, Refused: 0, Broken: 0, Wrong: 0 })
        {
            throw new BenchmarkException($"{Names.Writes}: not every progress update was recorded: {load}");
        }
    }
}
