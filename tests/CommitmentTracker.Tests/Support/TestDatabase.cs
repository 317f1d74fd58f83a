using CommitmentTracker.Data;
using CommitmentTracker.Data.Engines;
using CommitmentTracker.Data.Engines.Sqlite;
using Dapper;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace CommitmentTracker.Tests.Support;

/// <summary>A real database file in a folder of its own, set up and opened as the service does it.</summary>
internal sealed class TestDatabase : IDisposable
{
    /// <summary>What the commitments of <see cref="Some"/> refer to.</summary>
    public const string ReferenceSql = $"""
        insert into themes (theme_code, name) values ('{Some.Theme}', 'Some theme');
        insert into instruments (instrument_code, title, kind, nature, version, created_at, updated_at)
        values
            ('{Some.Instrument}', 'Some plan', 'plan', 'not_stated', 1, '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z'),
            ('{Some.OtherInstrument}', 'Other plan', 'plan', 'not_stated', 1, '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z');
        insert into parties (party_code, party_kind, name)
        values ('{Some.MemberState}', 'member_state', 'Some state'), ('{Some.Body}', 'body', 'Some body');
        """;

    private readonly ServiceProvider services;

    private TestDatabase()
    {
        Folder = Directory.CreateTempSubdirectory("commitment-tracker-").FullName;
        Path = System.IO.Path.Combine(Folder, "commitments.db");
        services = new ServiceCollection()
            .AddSingleton<TimeProvider>(Clock)
            .AddSingleton<IConfiguration>(
                new ConfigurationBuilder()
                    .AddInMemoryCollection(
                        // Patience for a busy machine: what no test is about must not fail one.
                        TestEngine
                            .SettingsOf(Path)
                            .Append("Database:WriteWaitSeconds=60")
                            .Select(setting => setting.Split('=', 2))
                            .Select(pair => KeyValuePair.Create(pair[0], (string?)pair[1]))
                    )
                    .Build()
            )
            .AddLogging()
            .AddDatabase()
            .BuildServiceProvider();
    }

    public string Folder { get; }

    public string Path { get; }

    public FakeTimeProvider Clock { get; } = TestClock.At("2026-11-21T05:00:00Z");

    public IEngine Engine => services.GetRequiredService<IEngine>();

    /// <summary>Where the run is about files.</summary>
    public SqliteEngine File => (SqliteEngine)Engine;

    public SqliteConnections Connections => File.Connections;

    public Store Store => services.GetRequiredService<Store>();

    public CommitSignal Commits => services.GetRequiredService<CommitSignal>();

    /// <summary>A store over the same queue whose callers wait less long for their turn.</summary>
    public Store StoreWithPatience(TimeSpan patience) => new(Engine, services.GetRequiredService<WriteQueue>(), patience);

    /// <summary>A folder in which the database is still to be made.</summary>
    public static TestDatabase Missing() => new();

    /// <summary>A database of the newest schema, without a row.</summary>
    public static TestDatabase Migrated()
    {
        var database = new TestDatabase();
        database.Engine.Prepare();
        return database;
    }

    /// <summary>The same with what commitments refer to: the instruments, the theme and the parties of <see cref="Some"/>.</summary>
    public static TestDatabase WithReferences()
    {
        var database = Migrated();
        database.Execute(ReferenceSql);
        return database;
    }

    public void Execute(string sql, object? values = null)
    {
        using var connection = TestEngine.Open(Path);
        connection.Execute(sql, values);
    }

    /// <summary>Inserts the table's usual row, with the members of <paramref name="differing"/> in place of its own.</summary>
    public void Insert(string table, object? differing = null)
    {
        var row = Rows.Of(table, differing);
        Execute(Rows.InsertSql(table, row), row);
    }

    public List<T> Query<T>(string sql, object? values = null)
    {
        using var connection = TestEngine.Open(Path);
        return connection.Query<T>(sql, values).AsList();
    }

    public T Single<T>(string sql, object? values = null) => Query<T>(sql, values).Single();

    /// <summary>Ends what the service keeps open on it.</summary>
    public void Close() => services.Dispose();

    public void Dispose()
    {
        Close();
        TestEngine.Forget(Folder);
        Directory.Delete(Folder, recursive: true);
    }
}
