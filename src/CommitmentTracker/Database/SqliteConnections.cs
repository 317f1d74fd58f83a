using Microsoft.Data.Sqlite;

namespace CommitmentTracker.Database;

/// <summary>
/// The one place that opens the database. The pool hands a connection on with the last user's settings, so each open sets them all.
/// </summary>
internal sealed class SqliteConnections(string path) : IDisposable
{
    private const string Settings = """
        pragma foreign_keys = on;
        pragma synchronous = full;
        pragma journal_size_limit = 67108864;
        pragma temp_store = memory;
        pragma cache_size = -16000;
        """;

    private readonly string existing = ConnectionString(path, SqliteOpenMode.ReadWrite);
    private readonly string created = ConnectionString(path, SqliteOpenMode.ReadWriteCreate);
    private readonly string apart = ConnectionString(path, SqliteOpenMode.ReadWrite, isPooled: false);
    private readonly string createdApart = ConnectionString(path, SqliteOpenMode.ReadWriteCreate, isPooled: false);

    public string Path { get; } = path;

    public SqliteConnection OpenForReading() => Open(existing, Settings + "pragma query_only = on; pragma busy_timeout = 1000;");

    /// <summary>Waits only shortly for a lock: within the process the gate orders the writers, and a foreign one may hold it for long.</summary>
    public SqliteConnection OpenForWriting() => Open(existing, Settings + "pragma query_only = off; pragma busy_timeout = 250;");

    /// <summary>The only open that may create the file: a mistyped path must not pass for an empty database later.</summary>
    public SqliteConnection OpenForSetUp() =>
        Open(created, "pragma journal_mode = wal;" + Settings + "pragma query_only = off; pragma busy_timeout = 5000;");

    /// <summary>Reads as any reader does, and has room beside the database for what is compared with it.</summary>
    public SqliteConnection OpenForCheck() =>
        Open(apart, Settings + "pragma query_only = on; pragma busy_timeout = 1000; pragma temp_store = file;");

    /// <summary>Makes a file that another database is copied into; the copy has no log beside it, so that it can be moved.</summary>
    public SqliteConnection OpenForCopy() => Open(createdApart, "pragma synchronous = full;");

    /// <summary>Folds the log in and shuts everybody else out until it is closed; fails while anybody has the database open.</summary>
    public SqliteConnection OpenAlone()
    {
        var connection = Open(apart, "pragma locking_mode = exclusive;");
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

    /// <summary>Closes what the pool keeps open; the last connection to go folds the write-ahead log into the file.</summary>
    public void Dispose()
    {
        foreach (var connectionString in new[] { existing, created })
        {
            using var connection = new SqliteConnection(connectionString);
            SqliteConnection.ClearPool(connection);
        }
    }

    private static SqliteConnection Open(string connectionString, string settings)
    {
        var connection = new SqliteConnection(connectionString);
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

    private static string ConnectionString(string path, SqliteOpenMode mode, bool isPooled = true) =>
        // The driver retries a busy database for the command timeout, beyond the busy timeout; one second bounds both.
        new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = mode,
            DefaultTimeout = 1,
            Pooling = isPooled,
        }.ToString();
}
