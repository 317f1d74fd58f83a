using CommitmentTracker.Data;
using CommitmentTracker.Data.Engines;
using CommitmentTracker.Data.Engines.Sqlite;
using CommitmentTracker.Data.Engines.Sqlite.Backups;
using CommitmentTracker.Data.Maintenance;
using CommitmentTracker.Tests.Support;
using Microsoft.Extensions.Options;

namespace CommitmentTracker.Tests.Database.Backups;

[OfFiles]
internal sealed class BackupWriterTests
{
    private TestDatabase database = null!;

    private string Place => Path.Combine(database.Folder, "mine.db");

    [SetUp]
    public void Make() => database = TestDatabase.Migrated();

    [TearDown]
    public void Remove() => database.Dispose();

    [Test]
    public async Task A_backup_is_one_file_without_a_log_beside_it()
    {
        var backup = await Writer().WriteAsync(Place, CancellationToken.None);
        Assert.That(backup.Bytes, Is.EqualTo(new FileInfo(Place).Length));
        var connections = new SqliteConnections(Place);
        using var connection = connections.OpenForCheck();
        using var command = connection.CreateCommand();
        command.CommandText = "pragma journal_mode";
        Assert.That(command.ExecuteScalar(), Is.EqualTo("delete"));
        Assert.That(Directory.GetFiles(database.Folder, "mine*"), Is.EqualTo([Place]));
    }

    [Test]
    public async Task One_that_is_broken_off_leaves_nothing()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Assert.CatchAsync<OperationCanceledException>(() => Writer().WriteAsync(Place, cancelled.Token));
        Assert.That(Directory.GetFiles(database.Folder, "mine*"), Is.Empty);
    }

    [Test]
    public async Task One_that_another_makes_just_now_is_left_alone()
    {
        await File.WriteAllTextAsync(Place + ".unfinished", "of another");
        await Assert.ThrowsAsync<DatabaseFileException>(() => Writer().WriteAsync(Place, CancellationToken.None));
        Assert.That(await File.ReadAllTextAsync(Place + ".unfinished"), Is.EqualTo("of another"));
    }

    private BackupWriter Writer() =>
        new(database.File, new BackupFiles(database.Connections, Options.Create(new BackupOptions())), database.Clock);
}
