using CommitmentTracker.Data.Engines;
using CommitmentTracker.Data.Engines.Sqlite;
using CommitmentTracker.Data.Engines.Sqlite.Backups;
using CommitmentTracker.Data.Maintenance;
using CommitmentTracker.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CommitmentTracker.Tests.Database.Backups;

[OfFiles]
internal sealed class BackupTurnsTests
{
    private const string First = "commitments-20261121T050000Z.db";

    private TestDatabase database = null!;
    private CapturedLog log = null!;

    private string Folder => Path.Combine(database.Folder, "backups");

    [SetUp]
    public void Make()
    {
        database = TestDatabase.Migrated();
        log = new CapturedLog();
    }

    [TearDown]
    public void Remove()
    {
        database.Dispose();
        log.Dispose();
    }

    [Test]
    public async Task The_first_is_made_at_once_and_the_next_when_the_hours_are_over()
    {
        await TakeAsync();
        Assert.That(Names(), Is.EqualTo([First]));
        database.Clock.Set("2026-11-22T04:59:59Z");
        await TakeAsync();
        Assert.That(Names(), Is.EqualTo([First]), "a service that was started anew goes by the newest file");
        database.Clock.Set("2026-11-22T05:00:00Z");
        await TakeAsync();
        Assert.That(Names(), Is.EqualTo([First, "commitments-20261122T050000Z.db"]));
    }

    [Test]
    public async Task Only_the_oldest_of_our_own_are_removed()
    {
        Directory.CreateDirectory(Folder);
        string[] others =
        [
            "commitments-20200101T000000Z.db.bak",
            "commitments-replaced-20200101T000000Z.db",
            "commitments-2020.db",
            "another-20200101T000000Z.db",
            "commitments-20201399T000000Z.db",
            "notes.txt",
        ];
        string[] own = ["commitments-20200101T000000Z.db", "commitments-20200102T000000Z.db", "commitments-20200103T000000Z.db"];
        string[] unfinished = ["commitments-20261101T000000Z.db.unfinished", "commitments-20261121T040000Z.db.unfinished"];
        foreach (var name in others.Concat(own).Concat(unfinished))
        {
            await File.WriteAllTextAsync(Path.Combine(Folder, name), "");
        }

        await TakeAsync(keep: 2);
        Assert.That(Names(), Is.EquivalentTo([.. others, own[2], First, unfinished[1]]));
    }

    [Test]
    public async Task Where_none_could_be_made_the_old_ones_stay_and_it_is_tried_again_an_hour_later()
    {
        Directory.CreateDirectory(Folder);
        await File.WriteAllTextAsync(Path.Combine(Folder, "commitments-20200101T000000Z.db"), "");
        database.Insert("instruments");
        var turns = Turns(keep: 1);
        await turns.TakeAsync(CancellationToken.None);
        await turns.TakeAsync(CancellationToken.None);
        Assert.That(Names(), Is.EqualTo(["commitments-20200101T000000Z.db"]));
        Assert.That(log.Lines, Has.One.StartsWith("Error ").And.Contain("Instrument ANOTHER-INSTRUMENT: "));
        database.Execute("delete from instruments");
        database.Clock.Advance(TimeSpan.FromMinutes(59));
        await turns.TakeAsync(CancellationToken.None);
        Assert.That(Names(), Is.EqualTo(["commitments-20200101T000000Z.db"]));
        database.Clock.Advance(TimeSpan.FromMinutes(1));
        await turns.TakeAsync(CancellationToken.None);
        Assert.That(Names(), Is.EqualTo(["commitments-20261121T060000Z.db"]));
    }

    [Test]
    public async Task A_file_of_a_time_to_come_holds_nothing_back()
    {
        Directory.CreateDirectory(Folder);
        await File.WriteAllTextAsync(Path.Combine(Folder, "commitments-20990101T000000Z.db"), "");
        await TakeAsync();
        Assert.That(Names(), Does.Contain(First));
    }

    [Test]
    public async Task A_folder_elsewhere_that_is_missing_is_not_made()
    {
        var elsewhere = Path.Combine(database.Folder, "not", "mounted");
        await Turns(folder: elsewhere).TakeAsync(CancellationToken.None);
        Assert.That(Directory.Exists(elsewhere), Is.False);
        Assert.That(log.Lines, Has.One.StartsWith("Error ").And.Contain($"There is no folder {elsewhere}"));
    }

    private Task TakeAsync(int keep = 14) => Turns(keep).TakeAsync(CancellationToken.None);

    private BackupTurns Turns(int keep = 14, string folder = "backups")
    {
        var options = Options.Create(
            new BackupOptions
            {
                Folder = folder,
                EveryHours = 24,
                Keep = keep,
            }
        );
        var files = new BackupFiles(database.Connections, options);
        var backups = new BackupWriter(database.File, files, database.Clock);
        return new BackupTurns(backups, files, options, database.Clock, Logger());
    }

    private ILogger<BackupTurns> Logger() =>
        new ServiceCollection()
            .AddLogging(logging => logging.AddProvider(log))
            .BuildServiceProvider()
            .GetRequiredService<ILogger<BackupTurns>>();

    private IEnumerable<string> Names() => Directory.GetFiles(Folder).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal);
}
