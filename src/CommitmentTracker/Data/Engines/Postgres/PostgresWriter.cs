using System.Data.Common;
using Npgsql;

namespace CommitmentTracker.Data.Engines.Postgres;

/// <summary>The connection that writes.</summary>
internal sealed class PostgresWriter(NpgsqlDataSource source) : IWriter
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
        $"select pg_advisory_xact_lock({Lock})",
        CommitProbe.Sql,
    ];

    private const int GroupsApart = 64;

    private static readonly string[] UndoSql = ["rollback to one", "release one"];

    private static readonly string[] CommitSql = [CommitProbe.Sql, PostgresListener.NotifySql, "commit"];

    /// <summary>The last change in the journal when this committed last.</summary>
    private long? last;

    private bool isBegun;

    /// <summary>How many groups more are sent write by write, so that one which the server refuses fails alone.</summary>
    private int apart;

    /// <summary>How many messages there had been when the write began that goes on now.</summary>
    private long sentBefore;

    /// <summary>Opened anew after a fault.</summary>
    private GatheringConnection? connection;

    public DbConnection Connection => connection!;

    public bool IsInTransaction => isBegun && connection is { IsMixedUp: false };

    public async ValueTask<long?> BeginAsync()
    {
        connection ??= new GatheringConnection(await source.OpenConnectionAsync());
        Gather(BeginSql);
        var now = await connection.SendAsync();
        (isBegun, apart) = (true, Math.Max(0, apart - 1));
        return now == last ? null : last ?? 0;
    }

    public ValueTask BeginOneAsync()
    {
        connection!.BeginWrite();
        connection.Gather("savepoint one");
        sentBefore = connection.Sent;
        return ValueTask.CompletedTask;
    }

    public async ValueTask EndOneAsync(bool stays)
    {
        if (stays)
        {
            connection!.Gather("release one");
            await (apart > 0 ? connection.SendAsync() : Task.CompletedTask);
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
        await connection!.SendAsync();
        isBegun = false;
        Gather(CommitSql);
        try
        {
            last = await connection.SendAsync();
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
        isBegun = false;
        connection!.Drop();
        connection.Gather("rollback");
        await connection.SendAsync();
    }

    public void Reset()
    {
        apart = connection is { IsMixedUp: true } ? GroupsApart : apart;
        isBegun = false;
        last = null;
        connection?.Dispose();
        connection = null;
    }

    private void Gather(string[] statements) => Array.ForEach(statements, connection!.Gather);
}

/// <summary>
/// Asks how far the journal has come. Those who ask while a question is under way share the next one: it begins after they asked, and one
/// connection is enough for all.
/// </summary>
internal sealed class CommitProbe(NpgsqlDataSource source) : IDisposable
{
    public const string Column = "last_change";

    public const string Sql = $"select coalesce(max(change_id), 0) as {Column} from changes";

    private const int PatienceSeconds = 2;

    private readonly Lock gate = new();
    private Task<long?> current = Task.FromResult<long?>(null);
    private Task<long?>? next;
    private NpgsqlConnection? connection;

    public Task<long?> AskAsync()
    {
        lock (gate)
        {
            if (next is not null)
            {
                return next;
            }

            if (current.IsCompleted)
            {
                return current = RunAsync();
            }

            return next = AfterAsync(current);
        }
    }

    public void Dispose() => connection?.Dispose();

    private async Task<long?> AfterAsync(Task<long?> before)
    {
        // Whoever asks holds the gate, and has not yet said that this is the next one.
        await Task.Yield();
        await before;
        lock (gate)
        {
            current = next!;
            next = null;
        }

        return await RunAsync();
    }

    private async Task<long?> RunAsync()
    {
        // Off the gate that whoever asks holds.
        await Task.Yield();
        try
        {
            connection ??= await source.OpenConnectionAsync();
            await using var command = new NpgsqlCommand(Sql, connection) { CommandTimeout = PatienceSeconds };
            return (long)(await command.ExecuteScalarAsync())!;
        }
        catch (Exception)
        {
            // Whatever it is, nothing is known. Those who ask next begin with a connection of their own.
            connection?.Dispose();
            connection = null;
            return null;
        }
    }
}
