using System.Collections.Concurrent;

namespace CommitmentTracker.Database;

/// <summary>Keeps the connections of readers open from one read to the next, with their prepared statements.</summary>
internal sealed class ReadConnections(SqliteConnections connections) : IDisposable
{
    /// <summary>More are opened when more read at once, and closed again.</summary>
    private const int MaxIdle = 16;

    private readonly ConcurrentStack<PreparedConnection> idle = new();
    private bool isClosed;

    public PreparedConnection Take() => idle.TryPop(out var connection) ? connection : connections.OpenForReading();

    public void GiveBack(PreparedConnection connection)
    {
        if (Volatile.Read(ref isClosed) || idle.Count >= MaxIdle)
        {
            connection.Dispose();
        }
        else
        {
            idle.Push(connection);
        }
    }

    public void Dispose()
    {
        Volatile.Write(ref isClosed, true);
        while (idle.TryPop(out var connection))
        {
            connection.Dispose();
        }
    }
}
