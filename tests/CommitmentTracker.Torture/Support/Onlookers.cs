using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using CommitmentTracker.TestStand;

namespace CommitmentTracker.Torture.Support;

/// <summary>What <see cref="Onlookers"/> saw.</summary>
/// <param name="Hitch">How long the machine itself let a thread wait that was due: what no service can be faster than.</param>
internal sealed record Sight(int Answers, TimeSpan Slowest, string SlowestPath, IReadOnlyList<string> Unexpected, TimeSpan Hitch)
{
    private const int Handovers = 3; // from this program to the service and back, each of which may meet a hitch
    private static readonly TimeSpan Allowed = TimeSpan.FromMilliseconds(200);

    /// <summary>Fails the trial unless every read was answered, and soon.</summary>
    public void ExpectUndisturbed(string when)
    {
        Expect.None(Unexpected, $"reads other than 200 {when}");
        Expect.That(Slowest < Allowed + Hitch * Handovers, $"{SlowestPath} took {Slowest.TotalMilliseconds:F0} ms {when} ({this})");
    }

    public override string ToString() =>
        $"{Answers} reads, the slowest {Slowest.TotalMilliseconds:F0} ms on a machine with hitches of {Hitch.TotalMilliseconds:F0} ms";
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
    private TimeSpan hitch;
    private string slowestPath = "";

    public Onlookers(PublishedService service, params string[] paths)
    {
        client = service.ClientWith(null);
        foreach (var path in paths)
        {
            // The first answer of each opens the connection and compiles the code; it is not what is measured.
            Ask(path);
            Start(() => Watch(path));
        }

        Start(FeelTheMachine);
    }

    /// <summary>Stops them and returns what they saw.</summary>
    public Sight Stop()
    {
        stopped.Set();
        threads.ForEach(thread => thread.Join());
        return new Sight(answers, slowest, slowestPath, [.. unexpected], hitch);
    }

    public void Dispose()
    {
        Stop();
        client.Dispose();
        stopped.Dispose();
    }

    private void Start(ThreadStart watch)
    {
        var thread = new Thread(watch) { IsBackground = true };
        thread.Start();
        threads.Add(thread);
    }

    private void FeelTheMachine()
    {
        var began = Stopwatch.GetTimestamp();
        while (!stopped.Wait(Pause))
        {
            var late = Stopwatch.GetElapsedTime(began) - Pause;
            hitch = late > hitch ? late : hitch;
            began = Stopwatch.GetTimestamp();
        }
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
