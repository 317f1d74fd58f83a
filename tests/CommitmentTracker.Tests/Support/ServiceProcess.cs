using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace CommitmentTracker.Tests.Support;

/// <summary>The service as a process of its own, for what only a process can be told: to stop.</summary>
internal sealed partial class ServiceProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process process;
    private readonly StringBuilder said = new();
    private readonly TaskCompletionSource<Uri> listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ServiceProcess(string program, string folder, string[] settings)
    {
        DatabasePath = Path.Combine(folder, TestService.DatabaseName);
        string[] usual =
        [
            "--urls=http://127.0.0.1:0",
            .. TestEngine.SettingsOf(DatabasePath).Select(setting => $"--{setting}"),
            $"--Access:BootstrapKey={TestService.AdminKey}",
            "--Logging:LogLevel:Microsoft.Hosting.Lifetime=Information",
        ];
        var start = new ProcessStartInfo("dotnet", [program, .. usual, .. settings])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            WorkingDirectory = folder,
        };
        process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public string DatabasePath { get; }

    public Uri Address => listening.Task.Result;

    /// <summary>All that it has printed.</summary>
    public string Said
    {
        get
        {
            lock (said)
            {
                return said.ToString();
            }
        }
    }

    public int Id => process.Id;

    public static Task<ServiceProcess> StartAsync(string folder, params string[] settings) =>
        StartCopyAsync(typeof(Program).Assembly.Location, folder, settings);

    /// <param name="program">The program, where a test has put it.</param>
    /// <param name="folder">The folder that it is started from.</param>
    /// <param name="settings">Settings beside the usual ones, as <c>--Section:Name=value</c>.</param>
    public static async Task<ServiceProcess> StartCopyAsync(string program, string folder, params string[] settings)
    {
        var service = new ServiceProcess(program, folder, settings);
        await service.listening.Task.WaitAsync(Patience);
        return service;
    }

    /// <summary>Tells it to stop, as a system does that shuts down.</summary>
    public void Terminate() => Process.Start("kill", ["-TERM", $"{process.Id}"]).WaitForExit();

    public async Task<int> ExitAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        await process.WaitForExitAsync(patience.Token);
        return process.ExitCode;
    }

    public void Dispose()
    {
        process.Kill();
        process.Dispose();
    }

    private void Hear(string? line)
    {
        lock (said)
        {
            said.AppendLine(line);
        }

        if (line is not null && ListeningOn().Match(line) is { Success: true } match)
        {
            listening.TrySetResult(new Uri(match.Groups["address"].Value));
        }
    }

    [GeneratedRegex("""Now listening on: (?<address>http://[0-9.:]+)""", RegexOptions.NonBacktracking)]
    private static partial Regex ListeningOn();
}
