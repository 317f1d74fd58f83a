using System.Globalization;
using CommitmentTracker.TestStand;

namespace CommitmentTracker.Torture.Support;

/// <summary>
/// A PostgreSQL server of Debian's packages, in a folder of its own, that keeps what it acknowledges as one in service does: to be killed,
/// paused and restarted. It ends with this program, however that ends.
/// </summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    private const int PackagesAreMissing = 3;
    private static readonly TimeSpan LongestEnd = TimeSpan.FromSeconds(10);

    private readonly DirectoryInfo folder;

    private PostgresServer(DirectoryInfo folder) => this.folder = folder;

    /// <summary>For Npgsql; the port stays the same over restarts.</summary>
    public string ConnectionString { get; private set; } = "";

    public string DataFolder => Path.Combine(folder.FullName, "data");

    /// <param name="at">The folder, which must be one that others may enter; one of its own is made unless given.</param>
    public static async Task<PostgresServer> StartAsync(string? at = null)
    {
        if (OwnNamespace.IsInside)
        {
            throw new TrialSkippedException(
                $"run it as root, or with {OwnNamespace.Without}: a server refuses to be root, and in a namespace there is nobody else"
            );
        }

        var server = new PostgresServer(
            at is null ? Directory.CreateTempSubdirectory("commitment-tracker-torture-postgresql-") : Directory.CreateDirectory(at)
        );
        try
        {
            await server.StartAgainAsync("--while", Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            return server;
        }
        catch
        {
            server.folder.Delete(recursive: true);
            throw;
        }
    }

    public async Task StartAgainAsync(params string[] options)
    {
        var start = await RunAsync(["start", folder.FullName, .. options]);
        if (start.ExitCode == PackagesAreMissing)
        {
            throw new TrialSkippedException(start.Errors.Trim());
        }

        Expect.That(start.ExitCode == 0, $"the server does not start: {start.Errors.Trim()}");
        ConnectionString = start.Output.Trim();
    }

    /// <summary>Where it has ended by itself.</summary>
    public async Task StartIfEndedAsync()
    {
        if ((await RunAsync("pids", folder.FullName)).Output.Trim().Length == 0)
        {
            await StartAgainAsync();
        }
    }

    /// <summary>In good order, as for an update.</summary>
    public Task RestartAsync() => DoAsync("restart", folder.FullName);

    /// <param name="how"><c>immediate</c> leaves it as a crash does.</param>
    public Task StopAsync(string how = "fast") => DoAsync("stop", folder.FullName, how);

    /// <summary>Ends all its processes at once, as a power cut does.</summary>
    public async Task KillAsync()
    {
        using var patience = new CancellationTokenSource(LongestEnd);
        while (await SignalAsync("KILL") && !patience.IsCancellationRequested)
        {
            await Task.Delay(20);
        }
    }

    /// <summary>Stops all its processes where they stand. Their connections stay, and nobody answers.</summary>
    public async Task PauseAsync()
    {
        // Twice: the second finds those that began meanwhile.
        await SignalAsync("STOP");
        await SignalAsync("STOP");
    }

    public Task ResumeAsync() => SignalAsync("CONT");

    public async ValueTask DisposeAsync()
    {
        await ResumeAsync();
        await RunAsync("stop", folder.FullName, "immediate");
        if (folder.Exists)
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Whether there was any process to signal.</summary>
    private async Task<bool> SignalAsync(string signal)
    {
        var processes = (await RunAsync("pids", folder.FullName)).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (processes.Length > 0)
        {
            // One that has ended meanwhile is no fault.
            await Tool.RunAsync("sh", "-c", $"kill -{signal} {string.Join(' ', processes)}");
        }

        return processes.Length > 0;
    }

    private static async Task DoAsync(params string[] command)
    {
        var done = await RunAsync(command);
        Expect.That(done.ExitCode == 0, $"the server's script cannot {command[0]}: {done.Errors.Trim()}");
    }

    private static Task<Tool> RunAsync(params string[] command) =>
        Tool.RunAsync("bash", [Repository.PathOf("tests", "postgresql", "server.sh"), .. command]);
}
