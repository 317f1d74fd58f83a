using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CommitmentTracker.Benchmarks.Measures;

/// <summary>From the start of a process to its first answer, asked for over and over from the beginning.</summary>
internal static class FirstAnswer
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly byte[] Expected = Encoding.ASCII.GetBytes("HTTP/1.1 200 ");

    public static async Task<TimeSpan> MeasureAsync(ProcessStartInfo start, int port, string path)
    {
        var request = Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        var startedAt = Stopwatch.GetTimestamp();
        using var process = Process.Start(start)!;
        // Read, so that what it logs never fills the pipe and stops it.
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        try
        {
            while (Stopwatch.GetElapsedTime(startedAt) < Patience && !process.HasExited)
            {
                if (await IsAnsweredAsync(request, port))
                {
                    return Stopwatch.GetElapsedTime(startedAt);
                }

                await Task.Delay(TimeSpan.FromMilliseconds(1));
            }

            throw new BenchmarkException($"{path} is not answered after the start.");
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }

    private static async Task<bool> IsAnsweredAsync(byte[] request, int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, port);
            await socket.SendAsync(request);
            var answer = new byte[Expected.Length];
            return await socket.ReceiveAsync(answer) == Expected.Length && answer.AsSpan().SequenceEqual(Expected);
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
