using Microsoft.Data.Sqlite;

namespace CommitmentTracker.Data.Engines.Sqlite;

/// <summary>
/// Looks whether the file in its place is the one that the service has open: one that was moved or replaced would go on to be written to,
/// out of everybody's sight, and be lost with the next stop.
/// </summary>
internal sealed class DatabaseFile(SqliteConnections connections, Store store)
{
    private const string StateSql = """
        select (select max(number) from schema_migrations) as schema, (select min(applied_at) from schema_migrations) as made_at,
            (select coalesce(max(change_id), 0) from changes) as last_change
        """;

    /// <summary>What is wrong, in a sentence, or null.</summary>
    public async Task<string?> FaultAsync(CancellationToken cancellation)
    {
        var open = await store.ReadAsync(StateAsync, cancellation);
        var there = await ThereAsync(cancellation);
        if (open.Schema != Migrator.Migrations[^1].Number)
        {
            return "The database is not of this program's schema.";
        }

        // The second look came later, and may only have seen more.
        return there.Schema == open.Schema && there.MadeAt == open.MadeAt && there.LastChange >= open.LastChange
            ? null
            : "Another file stands in the place of the database that the service has open.";
    }

    private async Task<State> ThereAsync(CancellationToken cancellation)
    {
        try
        {
            // Not from the pool, which keeps open what it once opened.
            await using var connection = connections.OpenForCheck();
            connection.Run("begin");
            return await StateAsync(new Session(connection, cancellation));
        }
        catch (SqliteException fault)
        {
            throw SqliteFaults.AsStoreException(fault);
        }
    }

    private static async Task<State> StateAsync(Session session) =>
        (await session.ReadAsync(StateSql, row => new State(row.Number(), row.Text(), row.Number())))[0];

    private sealed record State(long Schema, string MadeAt, long LastChange);
}

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
