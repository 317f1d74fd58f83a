using System.Data;
using System.Data.Common;
using Npgsql;

namespace CommitmentTracker.Data.Engines.Postgres;

/// <summary>The connection that writes.</summary>
internal sealed class PostgresWriter(NpgsqlDataSource source, Patience patience) : IWriter
{
    /// <summary>The writers' lock, among the advisory locks of this database.</summary>
    private const long Lock = 0x436f6d6d69746d65;

    /// <summary>
    /// A statement each, because each sees what was committed when it began: the last one must begin when the lock is held. What was committed is
    /// on the disk when the commit returns, whatever the server's settings say of others.
    /// </summary>
    private static readonly string[] BeginSql =
    [
        "begin",
        $"set local lock_timeout = '{PostgresConnections.LockSeconds}s'",
        $"set local idle_in_transaction_session_timeout = '{PostgresConnections.IdleSeconds}s'",
        $"select pg_advisory_xact_lock({Lock})",
        CommitProbe.Sql,
    ];

    private static readonly string[] CommitSql = [CommitProbe.Sql, PostgresListener.NotifySql, "commit"];

    /// <summary>The last change in the journal when this committed last.</summary>
    private long? last;

    /// <summary>Opened anew after a fault.</summary>
    private NpgsqlConnection? connection;

    private bool hasBegun;

    /// <summary>What uses the connection, or was the last to.</summary>
    private Task underWay = Task.CompletedTask;

    public DbConnection Connection => connection!;

    /// <summary>With the connection the transaction is gone.</summary>
    public bool IsInTransaction => hasBegun && underWay.IsCompleted && connection is { State: ConnectionState.Open };

    public async ValueTask<bool> BeginAsync()
    {
        var now = connection is { State: ConnectionState.Open } ? await BeginOnKeptAsync() : await BeginOnNewAsync();
        hasBegun = true;
        return now != last;
    }

    public async ValueTask BeginOneAsync() => await RunAsync(["savepoint one"]);

    public Task<T> WaitAsync<T>(Task<T> write)
    {
        underWay = write;
        return patience.WaitAsync(write);
    }

    public async ValueTask EndOneAsync(bool stays) => await RunAsync(stays ? ["release one"] : ["rollback to one", "release one"]);

    public async ValueTask<long?> CommitAsync()
    {
        hasBegun = false;
        try
        {
            last = await RunAsync(CommitSql, CommitProbe.Sql);
            return last;
        }
        catch (Exception fault) when (!PostgresFaults.IsRefusal(fault))
        {
            // Whether it went before the connection did, nobody says any more.
            throw new StoreException(StoreFault.OutcomeUnknown, fault);
        }
    }

    public async ValueTask RollbackAsync()
    {
        hasBegun = false;
        await RunAsync(["rollback"]);
    }

    public void Reset()
    {
        hasBegun = false;
        last = null;
        if (connection is not null && underWay.IsCompleted)
        {
            connection.Dispose();
        }
        else if (connection is not null)
        {
            _ = Patience.DisposeAfterAsync(underWay, connection);
        }

        (connection, underWay) = (null, Task.CompletedTask);
    }

    private async Task<long?> BeginOnKeptAsync()
    {
        try
        {
            return await RunAsync(BeginSql, CommitProbe.Sql);
        }
        catch (Exception) when (underWay.IsCompleted && connection!.State != ConnectionState.Open)
        {
            // It was cut while nobody wrote, as by a restart of the server. Nothing was done on it.
            return await BeginOnNewAsync();
        }
    }

    private async Task<long?> BeginOnNewAsync()
    {
        Reset();
        connection = await patience.OpenAsync(source, CancellationToken.None);
        return await RunAsync(BeginSql, CommitProbe.Sql);
    }

    /// <summary>All in one message to the server; returns what the one statement that asks answers.</summary>
    private Task<long?> RunAsync(string[] statements, string? asks = null) => WaitAsync(SendAsync(statements, asks));

    private async Task<long?> SendAsync(string[] statements, string? asks)
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var statement in statements)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(statement));
        }

        long? answer = null;
        await using var reader = await batch.ExecuteReaderAsync();
        do
        {
            if (reader.FieldCount == 1 && await reader.ReadAsync() && reader.GetName(0) == CommitProbe.Column && asks is not null)
            {
                answer = reader.GetInt64(0);
            }
        } while (await reader.NextResultAsync());

        return answer;
    }
}
