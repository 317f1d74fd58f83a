using CommitmentTracker.Benchmarks.Limit;
using CommitmentTracker.Benchmarks.Load;
using CommitmentTracker.Benchmarks.Measures;
using CommitmentTracker.Benchmarks.Results;
using CommitmentTracker.Benchmarks.Scenarios;
using CommitmentTracker.TestStand;

namespace CommitmentTracker.Benchmarks;

/// <summary>One run: at each size a service of its own, and all that is asked for one after the other.</summary>
internal sealed class Benchmark
{
    private const int Many = 64;

    private readonly BenchmarkOptions options;
    private readonly Processors processors;
    private readonly string appFolder;
    private readonly TextWriter progress;
    private readonly Wrk wrk;

    private Benchmark(BenchmarkOptions options, string appFolder, TextWriter progress)
    {
        (this.options, this.appFolder, this.progress) = (options, appFolder, progress);
        processors = Processors.Choose();
        wrk = new Wrk(processors.Client);
        Results = new BenchmarkResults(options, processors);
    }

    private BenchmarkResults Results { get; }

    public static async Task<BenchmarkResults> RunAsync(BenchmarkOptions options, TextWriter progress)
    {
        Wrk.CheckThatItIsThere();
        var benchmark = new Benchmark(options, options.AppFolder ?? await PublishedApp.FolderAsync(), progress);
        foreach (var commitments in options.Commitments)
        {
            await benchmark.MeasureAtAsync(commitments);
        }

        return benchmark.Results;
    }

    private async Task MeasureAtAsync(int commitments)
    {
        await progress.WriteLineAsync($"database at {commitments} …");
        using var copy = await WorkingCopy.MakeAsync(options, commitments);
        // Before anything is written to it.
        if (options.Asks(Names.Start))
        {
            await AttemptAsync(
                Names.Start,
                commitments,
                async () => Results.Starts.AddRange(await new StartMeasure(options, appFolder).RunAsync(copy, commitments))
            );
        }

        if (options.Asks(Names.Pages) && commitments == options.Commitments.Min())
        {
            await AttemptAsync(Names.Pages, commitments, () => VisitAsync(copy));
        }

        using var limit = await BareServer.StartAsync(processors.Server);
        var reads = new ReadMeasure(options, wrk, limit, copy.Folder);
        await reads.WarmUpLimitAsync();
        var updates = new ProgressUpdates(options, commitments);
        await using (var service = await StartAsync(copy, processors.Server))
        {
            await MeasureAsync(service, reads, updates, copy, commitments);
            await service.StopAsync();
        }

        if (options.Asks(Names.Writes))
        {
            await using var service = await StartAsync(copy, processors.All);
            await WriteAsync(
                service,
                new WriteMeasure(options, new Wrk(processors.All), copy.Folder, processors.All),
                commitments,
                updates,
                [Many]
            );
            await service.StopAsync();
        }
    }

    /// <summary>With the data as they are shipped.</summary>
    private async Task VisitAsync(WorkingCopy copy)
    {
        await using var service = await PublishedService.StartAsync(
            new ServiceStart
            {
                DatabasePath = await copy.ShippedAsync(appFolder, "visited"),
                AppFolder = appFolder,
                Processors = processors.Server,
            }
        );
        Results.Pages.AddRange(await new PagesMeasure(options).RunAsync(service));
        await service.StopAsync();
    }

    /// <summary>On one processor for what each write costs, and on all for how many the service takes as it is run.</summary>
    private Task WriteAsync(PublishedService service, WriteMeasure measure, int commitments, ProgressUpdates updates, int[] clients) =>
        AttemptAsync(
            Names.Writes,
            commitments,
            async () => Results.Writes.AddRange(await measure.RunAsync(service, commitments, updates, clients))
        );

    private async Task MeasureAsync(PublishedService service, ReadMeasure reads, ProgressUpdates updates, WorkingCopy copy, int commitments)
    {
        var afterStart = service.ResidentBytes;
        if (options.Asks(Names.Export))
        {
            await AttemptAsync(
                Names.Export,
                commitments,
                async () => Results.Exports.Add(await new ExportMeasure(options).RunAsync(service, commitments))
            );
        }

        // The last of them writes too, and so does all that follows: what is measured before stands on the data as generated.
        foreach (var name in Names.Reads)
        {
            await ReadAsync(service, reads, updates, name, commitments);
        }

        foreach (var name in Names.Alone.Where(read => options.AsksOf(read, Names.AfterChange)))
        {
            await AttemptAsync(
                $"{name} {Names.AfterChange}",
                commitments,
                async () =>
                {
                    var scenario = await new ReadScenarios(service, commitments).MakeAsync(name);
                    Results.AfterChange.Add(await new AfterChangeMeasure(options, updates).RunAsync(service, scenario, commitments));
                }
            );
        }

        if (options.Asks(Names.Writes))
        {
            await WriteAsync(service, new WriteMeasure(options, wrk, copy.Folder, processors.Server), commitments, updates, [1, 8, Many]);
        }

        if (options.Asks(Names.Memory))
        {
            Results.Memory.Add(
                new MemoryResult
                {
                    Commitments = commitments,
                    AfterStart = afterStart / 1e6,
                    AfterLoad = service.ResidentBytes / 1e6,
                }
            );
        }
    }

    /// <summary>Under load where that is asked for, and alone where growth is.</summary>
    private Task ReadAsync(PublishedService service, ReadMeasure reads, ProgressUpdates updates, string name, int commitments)
    {
        var grows = options.AsksOf(name, Names.Growth) && options.Commitments.Count > 1 && Names.Alone.Contains(name);
        return !options.Asks(name) && !grows
            ? Task.CompletedTask
            : AttemptAsync(
                name,
                commitments,
                async () =>
                {
                    var scenario = await new ReadScenarios(service, commitments).MakeAsync(name);
                    if (options.Asks(name))
                    {
                        var read = await reads.RunAsync(service, scenario, commitments, updates);
                        Results.Reads.Add(read);
                        await progress.WriteLineAsync(read.InShort);
                    }

                    if (grows)
                    {
                        Results.Alone.Add(new AloneResult(name, commitments, await reads.AloneAsync(service, scenario)));
                    }
                }
            );
    }

    /// <summary>What cannot be measured spoils the run, but not the rest of its figures.</summary>
    private async Task AttemptAsync(string name, int commitments, Func<Task> measure)
    {
        await progress.WriteLineAsync($"{name} at {commitments} …");
        try
        {
            await measure();
        }
        catch (BenchmarkException fault)
        {
            Results.Faults.Add($"{name} at {commitments}: {fault.Message}");
        }
    }

    private Task<PublishedService> StartAsync(WorkingCopy copy, string on) =>
        PublishedService.StartAsync(
            new ServiceStart
            {
                DatabasePath = copy.Path,
                AppFolder = appFolder,
                Processors = on,
            }
        );
}
