using System.Data;
using System.Data.Common;
using Npgsql;

namespace CommitmentTracker.Data.Engines.Postgres;

/// <summary>The connection that writes.</summary>
internal sealed class PostgresWriter(NpgsqlDataSource source, Patience patience) : IWriter, IDisposable
{
    /// <summary>The writers' lock, among the advisory locks of this database.</summary>
    private const long Lock = 0x436f6d6d69746d65;

    private const int GroupsApart = 64;

    /// <summary>A statement each, because each sees what was committed when it began: the last one must begin when the lock is held.</summary>
    private static readonly string[] BeginSql =
    [
        "begin",
        $"set local lock_timeout = '{PostgresConnections.LockSeconds}s'",
        $"set local idle_in_transaction_session_timeout = '{PostgresConnections.IdleSeconds}s'",
        $"select pg_advisory_xact_lock({Lock})",
        CommitProbe.Sql,
    ];

    private static readonly string[] UndoSql = ["rollback to one", "release one"];

    private static readonly string[] CommitSql = [CommitProbe.Sql, PostgresListener.NotifySql, "commit"];

    /// <summary>The last change in the journal when this committed last.</summary>
    private long? last;

    /// <summary>How many groups more are sent write by write, so that one which the server refuses fails alone.</summary>
    private int apart;

    /// <summary>How many messages there had been when the write began that goes on now.</summary>
    private long sentBefore;

    /// <summary>Opened anew after a fault.</summary>
    private GatheringConnection? connection;

    private bool hasBegun;

    /// <summary>What uses the connection, or was the last to.</summary>
    private Task underWay = Task.CompletedTask;

    public DbConnection Connection => connection!;

    /// <summary>With the connection the transaction is gone.</summary>
    public bool IsInTransaction => hasBegun && underWay.IsCompleted && connection is { IsMixedUp: false, State: ConnectionState.Open };

    public async ValueTask<long?> BeginAsync()
    {
        var now = connection is { State: ConnectionState.Open } ? await BeginOnKeptAsync() : await BeginOnNewAsync();
        (hasBegun, apart) = (true, Math.Max(0, apart - 1));
        return now == last ? null : last ?? 0;
    }

    public ValueTask BeginOneAsync()
    {
        connection!.BeginWrite();
        connection.Gather("savepoint one");
        sentBefore = connection.Sent;
        return ValueTask.CompletedTask;
    }

    public Task<T> WaitAsync<T>(Task<T> write)
    {
        underWay = write;
        return patience.WaitAsync(write);
    }

    public async ValueTask EndOneAsync(bool stays)
    {
        if (stays)
        {
            connection!.Gather("release one");
            await (apart > 0 ? SendAsync() : Task.CompletedTask);
            return;
        }

        connection!.Drop();
        // Unless the server has not heard of it.
        if (connection.Sent > sentBefore)
        {
            Gather(UndoSql);
        }
    }

    public async ValueTask<long?> CommitAsync()
    {
        // First what was gathered: that none of it was refused is known before the commit.
        await SendAsync();
        hasBegun = false;
        Gather(CommitSql);
        try
        {
            last = await SendAsync();
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
        connection!.Clear();
        connection.Gather("rollback");
        await SendAsync();
    }

    public void Reset()
    {
        apart = connection is { IsMixedUp: true } ? GroupsApart : apart;
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

    public void Dispose() => Reset();

    private async Task<long?> BeginOnKeptAsync()
    {
        try
        {
            Gather(BeginSql);
            return await SendAsync();
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
        connection = new GatheringConnection(await patience.OpenAsync(source, CancellationToken.None));
        Gather(BeginSql);
        return await SendAsync();
    }

    private void Gather(string[] statements) => Array.ForEach(statements, connection!.Gather);

    private Task<long?> SendAsync() => WaitAsync(connection!.SendAsync());
}
