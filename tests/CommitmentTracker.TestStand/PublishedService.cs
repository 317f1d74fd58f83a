using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

namespace CommitmentTracker.TestStand;

/// <summary>
/// The service as it is published, in a process of its own on a free port of the loopback interface: to be measured from outside, stopped
/// and killed. Runs on Linux.
/// </summary>
public sealed class PublishedService : IAsyncDisposable
{
    /// <summary>The admin key that every service is started with.</summary>
    public const string Key = "test-stand-key-0123456789-0123456789";

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan PatienceWithStop = TimeSpan.FromSeconds(60);

    private readonly Process process;
    private readonly OutputTail output = new();
    private readonly OutputTail errors = new();
    private readonly long startedAt = Stopwatch.GetTimestamp();
    private bool isDisposed;

    private PublishedService(Process process, Uri address)
    {
        this.process = process;
        BaseAddress = address;
        Figures = new ProcessFigures(process.Id);
        Client = ClientWith(Key);
        Public = ClientWith(null);
        process.OutputDataReceived += output.Add;
        process.ErrorDataReceived += errors.Add;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        AppDomain.CurrentDomain.ProcessExit += KillWithProgram;
    }

    public Uri BaseAddress { get; }

    /// <summary>A client with the admin key.</summary>
    public HttpClient Client { get; }

    /// <summary>A client without a key.</summary>
    public HttpClient Public { get; }

    public int ProcessId => process.Id;

    public ProcessFigures Figures { get; }

    public TimeSpan CpuTime => Figures.CpuTime;

    public long ResidentBytes => Figures.ResidentBytes;

    public long PeakResidentBytes => Figures.PeakResidentBytes;

    public int OpenHandles => Figures.OpenHandles;

    /// <summary>From the start of the process to the first answer of any kind.</summary>
    public TimeSpan TimeToFirstAnswer { get; private set; }

    /// <summary>From the start of the process to the first answer that says that it is ready.</summary>
    public TimeSpan TimeToReady { get; private set; }

    public bool HasEnded => process.HasExited;

    /// <summary>The last lines of standard output.</summary>
    public string Output => output.ToString();

    /// <summary>The last lines of standard error.</summary>
    public string Errors => errors.ToString();

    /// <summary>Starts it and returns when it is ready.</summary>
    /// <exception cref="ServiceDidNotStartException">It ended, or did not become ready in time.</exception>
    public static async Task<PublishedService> StartAsync(ServiceStart start)
    {
        var folder = start.AppFolder ?? await PublishedApp.FolderAsync();
        var address = new Uri($"http://127.0.0.1:{Loopback.FreePort().ToString(CultureInfo.InvariantCulture)}");
        string[] program = ["dotnet", Path.Combine(folder, PublishedApp.Assembly)];
        string[] line = start.Processors is { } processors ? ["taskset", "-c", processors, .. program] : program;
        var info = new ProcessStartInfo(line[0], line[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
            Environment =
            {
                ["ASPNETCORE_URLS"] = address.ToString(),
                ["Database__Path"] = start.DatabasePath,
                ["Access__BootstrapKey"] = Key,
                ["RateLimits__Enabled"] = "false",
            },
        };
        foreach (var (name, value) in start.Environment)
        {
            info.Environment[name] = value;
        }

        var service = new PublishedService(Process.Start(info)!, address);
        try
        {
            await service.WaitUntilReadyAsync(start.Patience);
            return service;
        }
        catch
        {
            await service.DisposeAsync();
            throw;
        }
    }

    /// <summary>A client of its own connections; without a key where none is given.</summary>
    public HttpClient ClientWith(string? key)
    {
        var client = new HttpClient { BaseAddress = BaseAddress };
        client.DefaultRequestHeaders.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    /// <summary>Ends it as a power cut would, without asking it.</summary>
    public void Kill()
    {
        process.Kill();
        process.WaitForExit();
    }

    /// <summary>Asks it to end, as a service manager does, and returns its exit code.</summary>
    public async Task<int> StopAsync()
    {
        // The shell's own kill: not every machine has a program of that name.
        using (var kill = Process.Start("sh", ["-c", string.Create(CultureInfo.InvariantCulture, $"kill -TERM {ProcessId}")]))
        {
            await kill.WaitForExitAsync();
        }

        using var patience = new CancellationTokenSource(PatienceWithStop);
        await process.WaitForExitAsync(patience.Token);
        return process.ExitCode;
    }

    public ValueTask DisposeAsync()
    {
        if (isDisposed)
        {
            return ValueTask.CompletedTask;
        }

        isDisposed = true;
        AppDomain.CurrentDomain.ProcessExit -= KillWithProgram;
        if (!process.HasExited)
        {
            Kill();
        }

        Client.Dispose();
        Public.Dispose();
        process.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task WaitUntilReadyAsync(TimeSpan patience)
    {
        while (!process.HasExited && Stopwatch.GetElapsedTime(startedAt) < patience)
        {
            if (await AskWhetherReadyAsync())
            {
                return;
            }

            await Task.Delay(BetweenLooks);
        }

        int? exitCode = null;
        if (process.HasExited)
        {
            // Also waits for the last of what it printed.
            await process.WaitForExitAsync();
            exitCode = process.ExitCode;
        }

        throw new ServiceDidNotStartException(exitCode, Errors);
    }

    private async Task<bool> AskWhetherReadyAsync()
    {
        try
        {
            using var answer = await Public.GetAsync(new Uri("/health/ready", UriKind.Relative));
            var elapsed = Stopwatch.GetElapsedTime(startedAt);
            TimeToFirstAnswer = TimeToFirstAnswer == TimeSpan.Zero ? elapsed : TimeToFirstAnswer;
            TimeToReady = elapsed;
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private void KillWithProgram(object? sender, EventArgs args) => process.Kill();
}
