using System.Data.Common;
using CommitmentTracker.Data.Maintenance;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace CommitmentTracker.Data.Engines.Sqlite;

/// <summary>SQLite: one file, and one process that serves it.</summary>
internal sealed class SqliteEngine : IEngine
{
    public const string EngineName = "sqlite";

    private readonly TimeProvider time;
    private readonly ReadConnections readers;
    private readonly DataVersion version;
    private readonly SqliteWriter writer;
    private readonly HashSet<string> held = new(StringComparer.Ordinal);

    public SqliteEngine(string path, TimeProvider time)
    {
        this.time = time;
        Connections = new SqliteConnections(path);
        readers = new ReadConnections(Connections);
        version = new DataVersion(Connections);
        writer = new SqliteWriter(Connections, version);
    }

    public SqliteConnections Connections { get; }

    public string Name => EngineName;

    public string Version => SqliteConnections.EngineVersion;

    public string Place => Connections.Path;

    public string Durability => "synchronous is full";

    public bool IsDurable => true;

    public IWriter Writer => writer;

    public IReadOnlyList<Migration> Migrations => Migrator.Migrations;

    public void Prepare()
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Place)!);
            new Migrator(Connections, time).Run(Migrations);
        }
        catch (SqliteException fault) when (SqliteFaults.AsStoreException(fault) is { Fault: StoreFault.Busy } busy)
        {
            throw busy;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or SqliteException)
        {
            throw new StartException(
                $"The database {Place} cannot be opened: {fault.Message} Check Database__Path and the rights on its folder.",
                fault
            );
        }
    }

    public ValueTask<IReadView> BeginReadAsync(CancellationToken cancellation)
    {
        var connection = readers.Take();
        connection.Run("begin");
        return new(new PooledView(readers, connection));
    }

    public ValueTask<IReadView> BeginCheckAsync(CancellationToken cancellation)
    {
        var connection = Connections.OpenForCheck();
        connection.Run("begin");
        return new(new CheckView(connection, cancellation.Register(() => raw.sqlite3_interrupt(connection.Handle))));
    }

    public ValueTask<long?> LastCommitAsync() => new(version.Current);

    public Task ListenAsync(Func<Task> told, CancellationToken cancellation) => Task.CompletedTask;

    public StoreException? Explain(Exception fault) => fault is SqliteException of ? SqliteFaults.AsStoreException(of) : null;

    public string InWords(Exception fault) => fault is SqliteException of ? SqliteFaults.InWords(of, Place) : fault.Message;

    public Task<string?> FaultAsync(Store store, CancellationToken cancellation) =>
        new DatabaseFile(Connections, store).FaultAsync(cancellation);

    public async Task<IReadOnlyList<AppliedMigration>?> AppliedAsync(Session session) =>
        await Migrator.HasJournalAsync(session) ? await AppliedMigration.AllAsync(session) : null;

    public Task CheckAsync(Session session, Findings findings) => new FileCheck(session, findings).RunAsync();

    /// <summary>Of one file there is one service, so this need only be known within the process.</summary>
    public Task<IAsyncDisposable?> TryHoldAsync(string work, CancellationToken cancellation)
    {
        lock (held)
        {
            return Task.FromResult<IAsyncDisposable?>(held.Add(work) ? new Held(this, work) : null);
        }
    }

    public Task DeferReferencesAsync(WriteSession session) => session.ExecuteAsync("pragma defer_foreign_keys = on");

    public SqliteEngine At(string place) => new SqliteEngine(Path.GetFullPath(place), time);

    IEngine IEngine.At(string place) => At(place);

    /// <summary>The writer last: who closes last folds the write-ahead log into the file, which no reader may.</summary>
    public void Dispose()
    {
        readers.Dispose();
        version.Dispose();
        writer.Reset();
    }

    private sealed class PooledView(ReadConnections readers, PreparedConnection connection) : IReadView
    {
        private bool isEnded;

        public DbConnection Connection => connection;

        public ValueTask EndAsync()
        {
            connection.Run("commit");
            isEnded = true;
            readers.GiveBack(connection);
            return ValueTask.CompletedTask;
        }

        public ValueTask DisposeAsync()
        {
            if (!isEnded)
            {
                connection.Dispose();
            }

            return ValueTask.CompletedTask;
        }
    }

    private sealed class CheckView(PreparedConnection connection, CancellationTokenRegistration stopping) : IReadView
    {
        public DbConnection Connection => connection;

        public ValueTask EndAsync() => ValueTask.CompletedTask;

        public async ValueTask DisposeAsync()
        {
            await stopping.DisposeAsync();
            await connection.DisposeAsync();
        }
    }

    private sealed class Held(SqliteEngine engine, string work) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            lock (engine.held)
            {
                engine.held.Remove(work);
            }

            return ValueTask.CompletedTask;
        }
    }
}

/// <summary>The connection that writes.</summary>
internal sealed class SqliteWriter(SqliteConnections connections, DataVersion version) : IWriter
{
    /// <summary>The engine's count of what others committed, as this connection saw it last.</summary>
    private long othersCommits;

    /// <summary>Opened anew after a fault.</summary>
    private PreparedConnection? connection;

    public DbConnection Connection => connection!;

    public bool IsInTransaction => connection is { IsInTransaction: true };

    public ValueTask<long?> BeginAsync()
    {
        connection ??= connections.OpenForWriting();
        connection.Run("begin immediate");
        // Looked at inside the transaction, when nobody else can write any more.
        var before = othersCommits;
        othersCommits = connection.Number("pragma data_version");
        return new(othersCommits == before ? null : 0);
    }

    public ValueTask BeginOneAsync() => Run("savepoint one");

    public ValueTask EndOneAsync(bool stays)
    {
        if (!stays)
        {
            connection!.Run("rollback to one");
        }

        return Run("release one");
    }

    public ValueTask<long?> CommitAsync()
    {
        connection!.Run("commit");
        return new(version.Current);
    }

    public ValueTask RollbackAsync() => Run("rollback");

    public void Reset()
    {
        connection?.Dispose();
        connection = null;
    }

    private ValueTask Run(string sql)
    {
        connection!.Run(sql);
        return ValueTask.CompletedTask;
    }
}
