using System.Diagnostics;
using System.Net;
using CommitmentTracker.Benchmarks.Results;
using CommitmentTracker.TestStand;

namespace CommitmentTracker.Benchmarks.Measures;

/// <summary>All commitments as CSV, read as fast as they come: how many bytes a second, and how much memory that takes meanwhile.</summary>
internal sealed class ExportMeasure(BenchmarkOptions options)
{
    private static readonly Uri Address = new("/api/v1/commitments.csv", UriKind.Relative);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(20);

    public async Task<ExportResult> RunAsync(PublishedService service, int commitments)
    {
        // The first one only brings the code to its best.
        var bytes = await DownloadAsync(service);
        var (perSecond, growth) = (new List<double>(), new List<double>());
        for (var round = 0; round < options.Rounds; round++)
        {
            await Idle.WaitAsync(service.Figures);
            var before = service.ResidentBytes;
            using var end = new CancellationTokenSource();
            var highest = HighestAsync(service, end.Token);
            var startedAt = Stopwatch.GetTimestamp();
            bytes = await DownloadAsync(service);
            perSecond.Add(bytes / 1e6 / Stopwatch.GetElapsedTime(startedAt).TotalSeconds);
            await end.CancelAsync();
            growth.Add((await highest - before) / 1e6);
        }

        return new ExportResult
        {
            Commitments = commitments,
            Megabytes = bytes / 1e6,
            PerSecond = Figures.Median(perSecond),
            MemoryGrowth = growth.Max(),
        };
    }

    private static async Task<long> DownloadAsync(PublishedService service)
    {
        using var answer = await service.Client.GetAsync(Address, HttpCompletionOption.ResponseHeadersRead);
        if (answer.StatusCode != HttpStatusCode.OK)
        {
            throw new BenchmarkException($"The export was answered {(int)answer.StatusCode}.");
        }

        await using var body = await answer.Content.ReadAsStreamAsync();
        var buffer = new byte[128 * 1024];
        var bytes = 0L;
        for (int read; (read = await body.ReadAsync(buffer)) > 0; )
        {
            bytes += read;
        }

        return bytes;
    }

    /// <summary>The most that was resident at a look, until told to end.</summary>
    private static async Task<long> HighestAsync(PublishedService service, CancellationToken end)
    {
        var highest = service.ResidentBytes;
        while (!end.IsCancellationRequested)
        {
            await Task.Delay(BetweenLooks, CancellationToken.None);
            highest = Math.Max(highest, service.ResidentBytes);
        }

        return highest;
    }
}
