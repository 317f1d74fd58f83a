using System.Diagnostics;
using System.Globalization;
using CommitmentTracker.Benchmarks.Results;
using CommitmentTracker.TestStand;

namespace CommitmentTracker.Benchmarks.Measures;

/// <summary>Starts the service on a database that is there and the empty program, in turn, on all processors and with files in memory.</summary>
internal sealed class StartMeasure(BenchmarkOptions options, string appFolder)
{
    private const string Live = "/health/live";
    private const string Ready = "/health/ready";
    private const string List = "/api/v1/commitments";

    /// <summary>With the data of that size; where it is the smallest, also with the data as they are shipped.</summary>
    public async Task<IReadOnlyList<StartResult>> RunAsync(WorkingCopy copy, int commitments)
    {
        var empty = Path.Combine(
            await PublishedApp.PublishAsync("tests", "CommitmentTracker.EmptyProgram"),
            "CommitmentTracker.EmptyProgram.dll"
        );
        var results = new List<StartResult>();
        if (commitments == options.Commitments.Min())
        {
            results.Add(await MeasureAsync(empty, await copy.ShippedAsync(appFolder, "shipped"), 0));
        }

        results.Add(await MeasureAsync(empty, copy.Path, commitments));
        return results;
    }

    private async Task<StartResult> MeasureAsync(string empty, string database, int commitments)
    {
        var service = Path.Combine(appFolder, PublishedApp.Assembly);
        (string Program, string Path)[] starts = [(empty, "/"), (service, Live), (service, Ready), (service, List)];
        var took = starts.Select(_ => new List<double>()).ToList();
        for (var start = -1; start < options.Starts; start++)
        {
            foreach (var (each, (program, path)) in took.Zip(starts))
            {
                var milliseconds = await StartAsync(program, path, database);
                // The first of each only brings the files into memory.
                if (start >= 0)
                {
                    each.Add(milliseconds);
                }
            }
        }

        return new StartResult
        {
            Commitments = commitments,
            Empty = Figures.Median(took[0]),
            Live = Figures.Median(took[1]),
            Ready = Figures.Median(took[2]),
            List = Figures.Median(took[3]),
        };
    }

    private static async Task<double> StartAsync(string program, string path, string database)
    {
        var port = Loopback.FreePort();
        var start = new ProcessStartInfo("dotnet", [program])
        {
            RedirectStandardOutput = true,
            WorkingDirectory = Path.GetDirectoryName(program)!,
            Environment =
            {
                ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}",
                ["Database__Path"] = database,
                ["Access__BootstrapKey"] = PublishedService.Key,
                ["RateLimits__Enabled"] = "false",
            },
        };
        return (await FirstAnswer.MeasureAsync(start, port, path)).TotalMilliseconds;
    }
}
