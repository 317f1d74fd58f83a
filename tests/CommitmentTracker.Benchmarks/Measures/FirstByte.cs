using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace CommitmentTracker.Benchmarks.Measures;

/// <summary>One client on one connection that stays open, by hand: a client of the framework would take as long as some answers.</summary>
internal sealed class FirstByte : IDisposable
{
    private const int Largest = 1024 * 1024;

    private static readonly byte[] Expected = Encoding.ASCII.GetBytes("HTTP/1.1 200 ");
    private static readonly byte[] EndOfHead = Encoding.ASCII.GetBytes("\r\n\r\n");

    private readonly byte[] buffer = new byte[Largest];
    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly Uri server;

    public FirstByte(Uri server)
    {
        this.server = server;
        socket.Connect(server.Host, server.Port);
    }

    /// <summary>From when the request was sent to when the first of its answer came, and how long the body was that was read then.</summary>
    public (TimeSpan Took, int Length) Ask(string address, IReadOnlyList<string> headers)
    {
        var lines = headers.Prepend($"Host: {server.Authority}").Prepend($"GET {address} HTTP/1.1");
        var request = Encoding.ASCII.GetBytes(string.Concat(lines.Select(line => line + "\r\n")) + "\r\n");
        var startedAt = Stopwatch.GetTimestamp();
        socket.Send(request);
        var received = socket.Receive(buffer);
        var took = Stopwatch.GetElapsedTime(startedAt);
        var head = buffer.AsSpan(0, received).IndexOf(EndOfHead);
        if (head < 0 || !buffer.AsSpan().StartsWith(Expected))
        {
            var said = Encoding.UTF8.GetString(buffer, 0, Math.Max(received, 0));
            throw new BenchmarkException($"{address} was answered {said.Split('\r')[0]}.");
        }

        var length = LengthIn(Encoding.ASCII.GetString(buffer, 0, head));
        for (var end = head + EndOfHead.Length + length; received < end; )
        {
            received += socket.Receive(buffer, received, end - received, SocketFlags.None);
        }

        return (took, length);
    }

    public void Dispose() => socket.Dispose();

    private static int LengthIn(string head)
    {
        const string Name = "Content-Length: ";
        var at = head.IndexOf(Name, StringComparison.OrdinalIgnoreCase);
        return at < 0
            ? throw new BenchmarkException("An answer does not say how long it is.")
            : int.Parse(head.AsSpan(at + Name.Length).ToString().Split('\r')[0], CultureInfo.InvariantCulture);
    }
}
