using System.Diagnostics;
using System.Globalization;
using CommitmentTracker.Benchmarks.Results;
using CommitmentTracker.TestStand;

namespace CommitmentTracker.Benchmarks.Measures;

/// <summary>Starts the service on a database that is there and the empty program, in turn, on all processors and with files in memory.</summary>
internal sealed class StartMeasure(BenchmarkOptions options, string appFolder)
{
    private const string Live = "/health/live";
    private const string List = "/api/v1/commitments";

    public async Task<StartResult> RunAsync(string database, int commitments)
    {
        var empty = Path.Combine(
            await PublishedApp.PublishAsync("tests", "CommitmentTracker.EmptyProgram"),
            "CommitmentTracker.EmptyProgram.dll"
        );
        var service = Path.Combine(appFolder, PublishedApp.Assembly);
        var (ofEmpty, ofLive, ofList) = (new List<double>(), new List<double>(), new List<double>());
        for (var start = -1; start < options.Starts; start++)
        {
            double[] took =
            [
                await StartAsync(empty, "/", database),
                await StartAsync(service, Live, database),
                await StartAsync(service, List, database),
            ];
            // The first of each only brings the files into memory.
            if (start >= 0)
            {
                ofEmpty.Add(took[0]);
                ofLive.Add(took[1]);
                ofList.Add(took[2]);
            }
        }

        return new StartResult
        {
            Commitments = commitments,
            Empty = Figures.Median(ofEmpty),
            Live = Figures.Median(ofLive),
            List = Figures.Median(ofList),
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
