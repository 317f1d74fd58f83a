using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using CommitmentTracker.TestStand;

namespace CommitmentTracker.Torture.Support;

/// <summary>
/// Two instances over one server, and whoever asks them: each call goes to one of them, is timed and counted, and may hear no fault but a
/// 503 that says when to come back.
/// </summary>
internal sealed class Instances(Ground ground, PostgresServer server)
{
    public const int Count = 2;

    private readonly PublishedService[] services = new PublishedService[Count];
    private readonly Lock reckoning = new();
    private int lost;
    private long asked;

    public StatusCount Answered { get; } = new();

    public TimeSpan Slowest { get; private set; }

    public string SlowestPath { get; private set; } = "";

    public async Task StartAsync()
    {
        await StartAsync(0);
        await StartAsync(1);
    }

    public async Task StartAsync(int which) =>
        services[which] = await ground.StartAsync(
            ("Database__Engine", "postgresql"),
            ("Database__ConnectionString", server.ConnectionString)
        );

    public void Kill(int which) => services[which].Kill();

    public async Task StopAsync()
    {
        foreach (var service in services)
        {
            var code = await service.StopAsync();
            Expect.That(code == 0, $"an instance that was asked to stop ended with {code}");
        }
    }

    /// <summary>In turn: nobody stays with one instance.</summary>
    public int Next() => (int)((ulong)Interlocked.Increment(ref asked) % Count);

    public HttpClient Client(int which) => services[which].Client;

    public HttpClient Public(int which) => services[which].Public;

    public TrackerCalls Calls(int which) => new(Client(which));

    /// <summary>Null where the connection was lost, as it is with an instance that is killed.</summary>
    public async Task<HttpResponseMessage?> AskAsync(string what, Func<Task<HttpResponseMessage>> ask)
    {
        var began = Stopwatch.GetTimestamp();
        HttpResponseMessage? answer = null;
        try
        {
            answer = await ask();
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or SocketException)
        {
            Interlocked.Increment(ref lost);
        }

        Note(what, Stopwatch.GetElapsedTime(began));
        if (answer is not null)
        {
            Answered.Add(answer.StatusCode);
            if ((int)answer.StatusCode >= 500)
            {
                await ExpectRefusalAsync(what, answer);
            }
        }

        return answer;
    }

    /// <summary>Returns when both say that they are ready, and how long that took.</summary>
    public async Task<TimeSpan> ReadyAsync(TimeSpan patience)
    {
        var began = Stopwatch.GetTimestamp();
        for (var which = 0; which < Count; which++)
        {
            while (true)
            {
                using var answer = await AskAsync(
                    "/health/ready",
                    () => Public(which).GetAsync(new Uri("/health/ready", UriKind.Relative))
                );
                if (answer?.StatusCode == HttpStatusCode.OK)
                {
                    break;
                }

                Expect.That(
                    Stopwatch.GetElapsedTime(began) < patience,
                    $"instance {which} is not ready {patience.TotalSeconds:F0} s after the server is back"
                );
                await Task.Delay(50);
            }
        }

        return Stopwatch.GetElapsedTime(began);
    }

    /// <summary>What the program's own command says of the database.</summary>
    public async Task ExpectCheckAsync()
    {
        var check = await Tool.RunAsync(
            "env",
            "Database__Engine=postgresql",
            $"Database__ConnectionString={server.ConnectionString}",
            "dotnet",
            Path.Combine(ground.AppFolder, PublishedApp.Assembly),
            "check"
        );
        Expect.That(check.ExitCode == 0, $"check ended with {check.ExitCode}: {check.Output.Trim()} {check.Errors.Trim()}");
    }

    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"answered {Answered}, {lost} cut off, the slowest after {Slowest.TotalSeconds:F1} s ({SlowestPath})"
        );

    private void Note(string what, TimeSpan took)
    {
        lock (reckoning)
        {
            (Slowest, SlowestPath) = took > Slowest ? (took, what) : (Slowest, SlowestPath);
        }
    }

    private static async Task ExpectRefusalAsync(string what, HttpResponseMessage answer)
    {
        Expect.That(
            answer.StatusCode is HttpStatusCode.ServiceUnavailable or HttpStatusCode.InsufficientStorage,
            $"{what}: {await TrackerCalls.SaidAsync(answer)}"
        );
        Expect.That(
            answer.StatusCode != HttpStatusCode.ServiceUnavailable || answer.Headers.RetryAfter is not null,
            $"{what}: a 503 has no Retry-After"
        );
    }
}
