using Microsoft.Data.Sqlite;

namespace CommitmentTracker.Database;

/// <summary>
/// A number that moves with every commit of any process, by the engine's own count. What was read from the database at one number is what
/// stands there for as long as the number stays, and asking for it costs a few microseconds.
/// </summary>
internal sealed class DataVersion(SqliteConnections connections) : IDisposable
{
    private readonly Lock gate = new();
    private PreparedConnection? connection;

    /// <summary>Null where the database does not answer: then nothing is known.</summary>
    public long? Current
    {
        get
        {
            lock (gate)
            {
                try
                {
                    connection ??= connections.OpenForReading();
                    return connection.Number("pragma data_version");
                }
                catch (SqliteException)
                {
                    connection?.Dispose();
                    connection = null;
                    return null;
                }
            }
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            connection?.Dispose();
        }
    }
}
