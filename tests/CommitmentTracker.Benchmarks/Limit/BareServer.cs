using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using CommitmentTracker.TestStand;

namespace CommitmentTracker.Benchmarks.Limit;

/// <summary>The limit in a process of its own.</summary>
internal sealed class BareServer : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Process process;

    private BareServer(Process process, Uri address)
    {
        this.process = process;
        BaseAddress = address;
        Figures = new ProcessFigures(process.Id);
        AppDomain.CurrentDomain.ProcessExit += KillWithProgram;
    }

    public Uri BaseAddress { get; }

    public ProcessFigures Figures { get; }

    public static async Task<BareServer> StartAsync(string processors)
    {
        var port = Loopback.FreePort();
        var address = new Uri($"http://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}");
        string[] line = ["-c", processors, "dotnet", typeof(BareServer).Assembly.Location, LimitCommand.Name];
        var info = new ProcessStartInfo("taskset", line) { Environment = { ["ASPNETCORE_URLS"] = address.ToString() } };
        var server = new BareServer(Process.Start(info)!, address);
        await server.WaitUntilItListensAsync(port);
        return server;
    }

    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= KillWithProgram;
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }

    private async Task WaitUntilItListensAsync(int port)
    {
        for (var startedAt = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(startedAt) < Patience && !process.HasExited; )
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                await socket.ConnectAsync(IPAddress.Loopback, port);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20));
            }
        }

        throw new BenchmarkException("The limit does not start.");
    }

    private void KillWithProgram(object? sender, EventArgs args) => process.Kill();
}
