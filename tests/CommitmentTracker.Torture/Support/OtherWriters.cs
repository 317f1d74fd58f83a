using System.Diagnostics;
using CommitmentTracker.TestStand;

namespace CommitmentTracker.Torture.Support;

/// <summary>Other clients of the service, who go on writing, each a report as soon as the last is answered, and measure how long they wait.</summary>
internal sealed class OtherWriters : IDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly HttpClient client;
    private readonly Task[] writing;
    private int answers;
    private long slowest;

    public OtherWriters(PublishedService service, int count, string code)
    {
        client = service.ClientWith(PublishedService.Key);
        var tracker = new TrackerCalls(client);
        writing = [.. Enumerable.Range(0, count).Select(each => Task.Run(() => WriteAsync(tracker, code, each)))];
    }

    /// <summary>Stops them; how many writes there were, and how long the slowest waited.</summary>
    public async Task<(int Answers, TimeSpan Slowest)> StopAsync()
    {
        await stop.CancelAsync();
        await Task.WhenAll(writing);
        return (answers, TimeSpan.FromTicks(slowest));
    }

    public void Dispose()
    {
        stop.Cancel();
        client.Dispose();
        stop.Dispose();
    }

    private async Task WriteAsync(TrackerCalls tracker, string code, int number)
    {
        for (var time = 0; !stop.IsCancellationRequested; time++)
        {
            var began = Stopwatch.GetTimestamp();
            using var answer = await tracker.ReportAsync(code, $"Report {number}-{time}");
            Expect.That(answer.IsSuccessStatusCode, await TrackerCalls.SaidAsync(answer));
            var took = Stopwatch.GetElapsedTime(began).Ticks;
            Interlocked.Increment(ref answers);
            long seen;
            while (took > (seen = Interlocked.Read(ref slowest)) && Interlocked.CompareExchange(ref slowest, took, seen) != seen) { }
            await Task.Delay(20);
        }
    }
}
