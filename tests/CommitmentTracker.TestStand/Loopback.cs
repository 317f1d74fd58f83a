using System.Net;
using System.Net.Sockets;

namespace CommitmentTracker.TestStand;

public static class Loopback
{
    /// <summary>A port of the loopback interface that nobody listens on now.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
