using CommitmentTracker.Database;
using CommitmentTracker.Tests.Support;
using Dapper;
using Microsoft.Data.Sqlite;

namespace CommitmentTracker.Tests.Database;

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

    [TestCaseSource(nameof(Opens))]
    public void What_the_last_user_of_a_pooled_handle_set_is_not_handed_on(Func<SqliteConnections, SqliteConnection> open, bool onlyReads)
    {
        using var database = TestDatabase.Migrated();
        object? spoiled;
        using (var connection = open(database.Connections))
        {
            connection.Execute("pragma foreign_keys = off; pragma synchronous = off; pragma busy_timeout = 0;");
            connection.Execute($"pragma query_only = {(onlyReads ? "off" : "on")}");
            spoiled = connection.Handle;
        }

        using var next = open(database.Connections);
        Assert.That(next.Handle, Is.SameAs(spoiled), "the pool did not lend the same handle");
        AssertSettings(next, onlyReads);
    }

    [Test]
    public void A_reading_connection_does_not_write_even_after_a_writing_one_used_the_same_handle()
    {
        using var database = TestDatabase.Migrated();
        object? written;
        using (var connection = database.Connections.OpenForWriting())
        {
            connection.Execute("insert into themes (theme_code, name) values ('first', 'First')");
            written = connection.Handle;
        }

        using (var reading = database.Connections.OpenForReading())
        {
            Assert.That(reading.Handle, Is.SameAs(written));
            Assert.That(
                () => reading.Execute("insert into themes (theme_code, name) values ('second', 'Second')"),
                Throws.TypeOf<SqliteException>().With.Property(nameof(SqliteException.SqliteErrorCode)).EqualTo(ReadOnly)
            );
        }

        using var writing = database.Connections.OpenForWriting();
        Assert.That(writing.Handle, Is.SameAs(written));
        Assert.That(() => writing.Execute("insert into themes (theme_code, name) values ('third', 'Third')"), Throws.Nothing);
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
    public void The_last_connection_folds_the_log_into_the_file()
    {
        using var database = TestDatabase.Migrated();
        database.Execute("insert into themes (theme_code, name) values ('first', 'First')");
        Assert.That(File.Exists(database.Path + "-wal"), Is.True);
        database.Connections.Dispose();
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
