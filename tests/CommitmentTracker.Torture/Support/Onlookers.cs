using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using CommitmentTracker.TestStand;

namespace CommitmentTracker.Torture.Support;

/// <summary>What <see cref="Onlookers"/> saw.</summary>
internal sealed record Sight(int Answers, TimeSpan Slowest, string SlowestPath, IReadOnlyList<string> Unexpected)
{
    public override string ToString() => $"{Answers} reads, the slowest {Slowest.TotalMilliseconds:F0} ms";
}

/// <summary>
/// Other clients of the service, who go on reading whatever is done to it. Each has a thread of its own, so that what they measure is the
/// service and not this program's pool.
/// </summary>
internal sealed class Onlookers : IDisposable
{
    /// <summary>The usual reads: a list, a record, figures, and whether the service is alive.</summary>
    public static readonly string[] UsualPaths =
    [
        "/api/v1/commitments?limit=50",
        "/api/v1/commitments/HND-10",
        "/api/v1/summary?groupBy=memberState",
        "/health/live",
    ];

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    private readonly ConcurrentQueue<string> unexpected = new();
    private readonly Lock reckoning = new();
    private readonly ManualResetEventSlim stopped = new();
    private readonly List<Thread> threads = [];
    private readonly HttpClient client;
    private int answers;
    private TimeSpan slowest;
    private string slowestPath = "";

    public Onlookers(PublishedService service, params string[] paths)
    {
        client = service.ClientWith(null);
        foreach (var path in paths)
        {
            // The first answer of each opens the connection and compiles the code; it is not what is measured.
            Ask(path);
            var thread = new Thread(() => Watch(path)) { IsBackground = true };
            thread.Start();
            threads.Add(thread);
        }
    }

    /// <summary>Stops them and returns what they saw.</summary>
    public Sight Stop()
    {
        stopped.Set();
        threads.ForEach(thread => thread.Join());
        return new Sight(answers, slowest, slowestPath, [.. unexpected]);
    }

    public void Dispose()
    {
        Stop();
        client.Dispose();
        stopped.Dispose();
    }

    private void Watch(string path)
    {
        while (!stopped.Wait(Pause))
        {
            var began = Stopwatch.GetTimestamp();
            var said = Ask(path);
            var took = Stopwatch.GetElapsedTime(began);
            if (said != "200")
            {
                unexpected.Enqueue($"{path}: {said}");
            }

            lock (reckoning)
            {
                answers++;
                (slowest, slowestPath) = took > slowest ? (took, path) : (slowest, slowestPath);
            }
        }
    }

    private string Ask(string path)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            using var answer = client.Send(request);
            using var body = answer.Content.ReadAsStream();
            body.CopyTo(Stream.Null);
            return answer.StatusCode == HttpStatusCode.OK ? "200" : $"{(int)answer.StatusCode}";
        }
        catch (HttpRequestException fault)
        {
            return fault.Message;
        }
    }
}
