using System.Data.Common;
using CommitmentTracker.Data.Maintenance;
using Dapper;
using Npgsql;

namespace CommitmentTracker.Data.Engines.Postgres;

/// <summary>
/// PostgreSQL: a server, and as many processes as there are. Whoever writes takes the one lock of all writers, so that there is one after the
/// other among all processes, and the numbers that they give have no gaps and become visible in their order.
/// </summary>
internal sealed class PostgresEngine : IEngine
{
    public const string EngineName = "postgresql";

    private readonly NpgsqlDataSource source;
    private readonly Patience patience;
    private readonly TimeProvider time;
    private readonly CommitProbe probe;
    private readonly PostgresWriter writer;
    private DurabilitySettings settings = new();

    private PostgresEngine(string connectionString, TimeProvider time)
    {
        (source, this.time) = (PostgresConnections.SourceOf(connectionString), time);
        probe = new CommitProbe(source);
        patience = new Patience(probe);
        writer = new PostgresWriter(source, patience);
        var at = new NpgsqlConnectionStringBuilder(source.ConnectionString);
        Place = $"{at.Host}:{at.Port}/{at.Database}";
    }

    public string Name => EngineName;

    public string Version { get; private set; } = "";

    public string Place { get; }

    public string Durability => settings.ToString();

    public bool IsDurable => settings.IsOnDisk;

    public IWriter Writer => writer;

    public IReadOnlyList<Migration> Migrations => PostgresMigrator.Migrations;

    public static PostgresEngine Of(string connectionString, TimeProvider time)
    {
        try
        {
            return new PostgresEngine(connectionString, time);
        }
        catch (Exception fault) when (fault is ArgumentException or FormatException)
        {
            // What it says may quote the string, and with it the password.
            throw new StartException(
                "The connection string of the database cannot be read: write it as Host=…;Database=…;Username=…;Password=…."
            );
        }
    }

    public void Prepare()
    {
        try
        {
            PrepareAsync().GetAwaiter().GetResult();
        }
        catch (NpgsqlException fault)
        {
            throw new StartException($"The database {Place} cannot be used: {fault.Message} Check Database__ConnectionString.", fault);
        }
    }

    public async ValueTask<IReadView> BeginReadAsync(CancellationToken cancellation)
    {
        // A server that did not answer when it was asked last is asked again first: on a connection of the pool it would be waited for longer.
        if (probe.IsLost && await probe.AskAsync() is null)
        {
            throw new StoreException(StoreFault.Unavailable);
        }

        var connection = await patience.OpenAsync(source, cancellation);
        try
        {
            return new ReadView(
                patience,
                connection,
                await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellation)
            );
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public ValueTask<IReadView> BeginCheckAsync(CancellationToken cancellation) => BeginReadAsync(cancellation);

    public ValueTask<long?> LastCommitAsync() => new(probe.AskAsync());

    public StoreException? Explain(Exception fault) => PostgresFaults.Explain(fault);

    public string InWords(Exception fault) => $"{Place} cannot be used: {fault.Message}";

    public async Task<string?> FaultAsync(Store store, CancellationToken cancellation)
    {
        var applied = await store.ReadAsync(AppliedAsync, cancellation);
        return applied is [.., var last] && last.Number == Migrations[^1].Number ? null : "The database is not of this program's schema.";
    }

    public Task<IReadOnlyList<AppliedMigration>?> AppliedAsync(Session session) => PostgresMigrator.AppliedAsync(session);

    public Task CheckAsync(Session session, Findings findings) => CatalogCheck.RunAsync(session, findings);

    public Task<IAsyncDisposable?> TryHoldAsync(string work, CancellationToken cancellation) =>
        AdvisoryLock.TryTakeAsync(source, work, cancellation);

    public Task DeferReferencesAsync(WriteSession session) => session.ExecuteAsync("set constraints all deferred");

    public IEngine At(string place) => Of(place, time);

    public Task ListenAsync(Func<Task> told, CancellationToken cancellation) => PostgresListener.RunAsync(source, told, cancellation);

    public void Dispose()
    {
        writer.Dispose();
        probe.Dispose();
        source.Dispose();
    }

    private async Task PrepareAsync()
    {
        await using var connection = await source.OpenConnectionAsync();
        Version = connection.PostgreSqlVersion.ToString();
        await new PostgresMigrator(connection, time).RunAsync(Migrations);
        settings = await connection.QuerySingleAsync<DurabilitySettings>(DurabilitySettings.Sql);
    }

    /// <summary>What a commit waits for is the server's to say.</summary>
    private sealed record DurabilitySettings
    {
        public const string Sql = """
            select current_setting('synchronous_commit') as synchronous_commit, current_setting('fsync') as fsync,
                current_setting('full_page_writes') as full_page_writes
            """;

        private const string Off = "off";

        public string SynchronousCommit { get; init; } = "";
        public string Fsync { get; init; } = "";
        public string FullPageWrites { get; init; } = "";

        public bool IsOnDisk => SynchronousCommit != Off && Fsync != Off;

        public override string ToString() => $"synchronous_commit is {SynchronousCommit}, fsync {Fsync}, full_page_writes {FullPageWrites}";
    }

    private sealed class ReadView(Patience patience, NpgsqlConnection connection, NpgsqlTransaction transaction) : IReadView
    {
        private Task underWay = Task.CompletedTask;

        public DbConnection Connection => connection;

        public Task<T> WaitAsync<T>(Task<T> read)
        {
            underWay = read;
            return patience.WaitAsync(read);
        }

        public async ValueTask EndAsync() => await WaitAsync(CommitAsync());

        private async Task<bool> CommitAsync()
        {
            await transaction.CommitAsync();
            return true;
        }

        /// <summary>Given back, it is rolled back where it was not ended.</summary>
        public ValueTask DisposeAsync()
        {
            if (underWay.IsCompleted)
            {
                return connection.DisposeAsync();
            }

            _ = Patience.DisposeAfterAsync(underWay, connection);
            return ValueTask.CompletedTask;
        }
    }
}

/// <summary>The settings of every connection.</summary>
internal static class PostgresConnections
{
    /// <summary>How long the writers' lock is waited for: as long as others write their turns, no longer than a caller waits.</summary>
    public const int LockSeconds = 5;

    /// <summary>How long the server lets a process keep the writers' lock that does nothing with it, as one does that stands still or has no network.</summary>
    public const int IdleSeconds = 10;

    private const int ConnectSeconds = 3;
    private const int KeepAliveSeconds = 10;
    private const int KeepAliveInterval = 3;
    private const int StatementSeconds = 30;
    private const int KeptStatements = 200;

    public static NpgsqlDataSource SourceOf(string connectionString)
    {
        var given = new NpgsqlConnectionStringBuilder(connectionString);
        var said = new DbConnectionStringBuilder { ConnectionString = connectionString };
        return new NpgsqlDataSourceBuilder(
            new NpgsqlConnectionStringBuilder(connectionString)
            {
                ApplicationName = given.ApplicationName ?? "CommitmentTracker",
                Timeout = said.ContainsKey("Timeout") ? given.Timeout : ConnectSeconds,
                CommandTimeout = StatementSeconds,
                // Statements stay prepared: to plan them anew each time costs more than most take to run.
                MaxAutoPrepare = given.MaxAutoPrepare == 0 ? KeptStatements : given.MaxAutoPrepare,
                AutoPrepareMinUsages = 2,
                // Nothing is set on a connection that the next one must not find.
                NoResetOnClose = true,
                // One whose other end is gone without a word is noticed also while nobody uses it. By the system: the driver would hold a
                // thread for each connection of a server that stands still.
                TcpKeepAlive = true,
                TcpKeepAliveTime = given.TcpKeepAliveTime == 0 ? KeepAliveSeconds : given.TcpKeepAliveTime,
                TcpKeepAliveInterval = given.TcpKeepAliveInterval == 0 ? KeepAliveInterval : given.TcpKeepAliveInterval,
                Enlist = false,
            }.ToString()
        ).Build();
    }
}
