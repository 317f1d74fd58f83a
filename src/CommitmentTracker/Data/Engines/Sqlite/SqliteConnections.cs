using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace CommitmentTracker.Data.Engines.Sqlite;

/// <summary>
/// The one place that opens the database, and sets on each connection what durability and integrity rest on. The driver's own pool is
/// off: it would hand a connection on with the last user's settings.
/// </summary>
internal sealed class SqliteConnections(string path)
{
    private const string Settings = """
        pragma foreign_keys = on;
        pragma synchronous = full;
        pragma journal_size_limit = 67108864;
        pragma temp_store = memory;
        """;

    /// <summary>Of the engine that came with the program; no database is asked.</summary>
    public static string EngineVersion { get; } = VersionOf();

    public string Path { get; } = path;

    /// <summary>There may be many of these at once, so each keeps few pages; the machine's own cache has the others.</summary>
    public PreparedConnection OpenForReading() =>
        Open(SqliteOpenMode.ReadWrite, Settings + "pragma cache_size = -2000; pragma query_only = on; pragma busy_timeout = 1000;");

    /// <summary>Waits only shortly for a lock: within the process the queue orders the writers, and a foreign one may hold it for long.</summary>
    public PreparedConnection OpenForWriting() =>
        Open(SqliteOpenMode.ReadWrite, Settings + "pragma cache_size = -16000; pragma query_only = off; pragma busy_timeout = 250;");

    /// <summary>The only open that may create the file: a mistyped path must not pass for an empty database later.</summary>
    public PreparedConnection OpenForSetUp() =>
        Open(
            SqliteOpenMode.ReadWriteCreate,
            "pragma journal_mode = wal;" + Settings + "pragma query_only = off; pragma busy_timeout = 5000;"
        );

    /// <summary>Reads as any reader does, and has room beside the database for what is compared with it.</summary>
    public PreparedConnection OpenForCheck() =>
        Open(SqliteOpenMode.ReadWrite, Settings + "pragma query_only = on; pragma busy_timeout = 1000; pragma temp_store = file;");

    /// <summary>Makes a file that another database is copied into; the copy has no log beside it, so that it can be moved.</summary>
    public PreparedConnection OpenForCopy() => Open(SqliteOpenMode.ReadWriteCreate, "pragma synchronous = full;");

    /// <summary>Folds the log in and shuts everybody else out until it is closed; fails while anybody has the database open.</summary>
    public PreparedConnection OpenAlone()
    {
        var connection = Open(SqliteOpenMode.ReadWrite, "pragma locking_mode = exclusive;");
        try
        {
            using var command = connection.CreateCommand();
            command.CommandText = "pragma journal_mode = delete";
            // With a log beside it even an exclusive transaction lets readers in; the engine gives the log up only to who is alone.
            if (command.ExecuteScalar() is not "delete")
            {
                throw new SqliteException("The database is in use.", 5);
            }

            command.CommandText = "begin exclusive";
            command.ExecuteNonQuery();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static string VersionOf()
    {
        using var connection = new SqliteConnection();
        return connection.ServerVersion;
    }

    private PreparedConnection Open(SqliteOpenMode mode, string settings)
    {
        var connection = new PreparedConnection(
            new SqliteConnectionStringBuilder
            {
                DataSource = Path,
                Mode = mode,
                Pooling = false,
                // The driver retries a busy database for the command timeout, beyond the busy timeout; one second bounds both.
                DefaultTimeout = 1,
            }.ToString()
        );
        try
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = settings;
            command.ExecuteNonQuery();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}

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
