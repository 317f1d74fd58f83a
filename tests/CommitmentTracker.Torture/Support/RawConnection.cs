using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using CommitmentTracker.TestStand;

namespace CommitmentTracker.Torture.Support;

/// <summary>A connection that says what no well-behaved client would.</summary>
internal sealed class RawConnection : IDisposable
{
    private const int NarrowBuffer = 4096;
    private const int NarrowSegment = 536;
    private const int TcpLevel = 6; // IPPROTO_TCP and TCP_MAXSEG of Linux: .NET has no name for the latter
    private const int MaxSegmentOption = 2;

    private readonly Socket socket = new(SocketType.Stream, ProtocolType.Tcp);

    /// <param name="service">The service.</param>
    /// <param name="isNarrow">Whether the two systems keep as little between them as they can, so that a side that does not read is felt soon.</param>
    public static async Task<RawConnection> OpenAsync(PublishedService service, bool isNarrow = false)
    {
        var connection = new RawConnection();
        if (isNarrow)
        {
            connection.socket.ReceiveBufferSize = NarrowBuffer;
            connection.socket.SetRawSocketOption(TcpLevel, MaxSegmentOption, BitConverter.GetBytes(NarrowSegment));
        }

        await connection.socket.ConnectAsync(service.BaseAddress.Host, service.BaseAddress.Port);
        return connection;
    }

    /// <summary>The head of a request with the admin key, up to the empty line, which is left to the caller.</summary>
    public static string Head(string method, string path, params string[] headers) =>
        string.Join(
            "\r\n",
            [$"{method} {path} HTTP/1.1", "Host: tracker", $"Authorization: Bearer {PublishedService.Key}", .. headers, ""]
        );

    /// <summary>Returns whether it could be sent; not once the other side has closed.</summary>
    public async Task<bool> TrySendAsync(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            while (bytes.Length > 0)
            {
                bytes = bytes[await socket.SendAsync(bytes)..];
            }

            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    public Task<bool> TrySendAsync(string text) => TrySendAsync(Encoding.ASCII.GetBytes(text));

    /// <summary>The status of the answer, 0 where the connection ended without one, or null where nothing came in time.</summary>
    public async Task<int?> StatusAsync(TimeSpan patience)
    {
        using var late = new CancellationTokenSource(patience);
        var buffer = new byte[4096];
        try
        {
            var count = await socket.ReceiveAsync(buffer, late.Token);
            var words = Encoding.ASCII.GetString(buffer, 0, count).Split(' ');
            return words.Length > 1 ? int.Parse(words[1], CultureInfo.InvariantCulture) : 0;
        }
        catch (SocketException)
        {
            return 0;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    /// <summary>Sends one byte a second, of what may be a header or a number in JSON, until the other side ends it, and returns how long that took.</summary>
    public async Task<TimeSpan?> DripAsync(TimeSpan patience)
    {
        var began = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(began) < patience)
        {
            if (!await TrySendAsync("1") || await StatusAsync(TimeSpan.FromSeconds(1)) is not null)
            {
                return Stopwatch.GetElapsedTime(began);
            }
        }

        return null;
    }

    public void Dispose() => socket.Dispose();
}
