using CommitmentTracker.Data;
using CommitmentTracker.Data.Engines.Sqlite;
using CommitmentTracker.Tests.Support;
using Dapper;
using Microsoft.Data.Sqlite;

namespace CommitmentTracker.Tests.Database;

[OfFiles]
internal sealed class SqliteConnectionsTests
{
    private const int Full = 2;
    private const int CannotOpen = 14;
    private const int ReadOnly = 8;

    private static readonly Func<SqliteConnections, SqliteConnection> ForReading = connections => connections.OpenForReading();
    private static readonly Func<SqliteConnections, SqliteConnection> ForWriting = connections => connections.OpenForWriting();
    private static readonly Func<SqliteConnections, SqliteConnection> ForSetUp = connections => connections.OpenForSetUp();

    private static readonly TestCaseData[] Opens =
    [
        new TestCaseData(ForReading, true).SetArgDisplayNames("for reading"),
        new TestCaseData(ForWriting, false).SetArgDisplayNames("for writing"),
        new TestCaseData(ForSetUp, false).SetArgDisplayNames("for set-up"),
    ];

    [TestCaseSource(nameof(Opens))]
    public void Every_open_sets_what_durability_and_integrity_rest_on(Func<SqliteConnections, SqliteConnection> open, bool onlyReads)
    {
        using var database = TestDatabase.Migrated();
        using var connection = open(database.Connections);
        AssertSettings(connection, onlyReads);
    }

    [Test]
    public void A_reading_connection_does_not_write()
    {
        using var database = TestDatabase.Migrated();
        using var reading = database.Connections.OpenForReading();
        Assert.That(
            () => reading.Execute("insert into themes (theme_code, name) values ('second', 'Second')"),
            Throws.TypeOf<SqliteException>().With.Property(nameof(SqliteException.SqliteErrorCode)).EqualTo(ReadOnly)
        );
    }

    [Test]
    public void A_mistyped_path_is_not_created_outside_set_up()
    {
        using var database = TestDatabase.Missing();
        foreach (var open in new[] { ForReading, ForWriting })
        {
            Assert.That(
                () => open(database.Connections),
                Throws.TypeOf<SqliteException>().With.Property(nameof(SqliteException.SqliteErrorCode)).EqualTo(CannotOpen)
            );
        }

        Assert.That(
            async () => await database.Store.ReadAsync(session => session.SingleAsync<long>("select 1"), CancellationToken.None),
            Throws.TypeOf<StoreException>().With.Property(nameof(StoreException.Fault)).EqualTo(StoreFault.Unavailable)
        );
        Assert.That(Directory.EnumerateFileSystemEntries(database.Folder), Is.Empty);
    }

    [Test]
    public async Task The_service_folds_the_log_into_the_file_when_it_ends()
    {
        using var database = TestDatabase.Migrated();
        await database.Store.ReadAsync(session => session.SingleAsync<long>("select 1"), CancellationToken.None);
        await database.Store.WriteAsync<int>(
            async session => await session.ExecuteAsync("insert into themes (theme_code, name) values ('first', 'First')"),
            CancellationToken.None
        );
        Assert.That(File.Exists(database.Path + "-wal"), Is.True);
        database.Close();
        Assert.That(Directory.EnumerateFileSystemEntries(database.Folder), Is.EqualTo(new[] { database.Path }));
    }

    private static void AssertSettings(SqliteConnection connection, bool onlyReads)
    {
        Assert.Multiple(() =>
        {
            Assert.That(Setting<long>("foreign_keys"), Is.EqualTo(1));
            Assert.That(Setting<long>("synchronous"), Is.EqualTo(Full));
            Assert.That(Setting<string>("journal_mode"), Is.EqualTo("wal"));
            Assert.That(Setting<long>("query_only"), Is.EqualTo(onlyReads ? 1 : 0));
            Assert.That(Setting<long>("busy_timeout"), Is.Positive);
            Assert.That(Setting<long>("journal_size_limit"), Is.EqualTo(64 * 1024 * 1024));
        });

        T Setting<T>(string name) => connection.QuerySingle<T>($"pragma {name}");
    }
}
