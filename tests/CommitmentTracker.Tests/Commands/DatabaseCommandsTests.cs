using System.Text.RegularExpressions;
using CommitmentTracker.Tests.Support;
using Microsoft.Data.Sqlite;

namespace CommitmentTracker.Tests.Commands;

/// <summary>The commands on the database file, run as the person does who runs the server: as a process, beside the service or without it.</summary>
[OfFiles]
[Parallelizable(ParallelScope.Self)]
internal sealed class DatabaseCommandsTests
{
    private DirectoryInfo folder = null!;

    private string DatabasePath => PathOf(TestService.DatabaseName);

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("commitment-tracker-");

    [TearDown]
    public void RemoveFolder() => folder.Delete(recursive: true);

    [Test]
    public async Task A_backup_is_made_while_the_service_writes_and_holds_what_it_says()
    {
        using var service = Start();
        using var stage = await StagedAsync(service);
        using var enough = new CancellationTokenSource();
        var writing = WriteAsync(stage, enough.Token);
        var run = await RunAsync("backup");
        await enough.CancelAsync();
        var written = await writing;
        Assert.That(run.ExitCode, Is.Zero, run.Errors);
        var said = Regex.Match(
            run.Output.Trim(),
            "^(?<path>[^:]+): (?<bytes>[0-9,]+) bytes, checked, with the journal up to change (?<last>[0-9]+)[.]$"
        );
        Assert.That(said.Success, run.Output);
        var path = said.Groups["path"].Value;
        Assert.Multiple(() =>
        {
            Assert.That(path, Does.Match("/backups/commitments-[0-9]{8}T[0-9]{6}Z[.]db$"));
            Assert.That(said.Groups["bytes"].Value.Replace(",", ""), Is.EqualTo($"{new FileInfo(path).Length}"));
            Assert.That(Last(path), Is.EqualTo(long.Parse(said.Groups["last"].Value, null)));
            Assert.That(Directory.GetFiles(PathOf("backups")), Is.EqualTo([path]), "nothing stays beside it");
            Assert.That(written, Is.GreaterThan(0));
        });
    }

    [Test]
    public async Task A_backup_goes_where_it_is_told_and_overwrites_nothing()
    {
        Start().Dispose();
        var to = PathOf("mine.db");
        Assert.That((await RunAsync("backup", "--to", to)).ExitCode, Is.Zero);
        var first = await File.ReadAllBytesAsync(to);
        await RefusedAsync("is there already", "backup", "--to", to);
        Assert.That(await File.ReadAllBytesAsync(to), Is.EqualTo(first));
        await RefusedAsync("There is no folder", "backup", "--to", PathOf("none/mine.db"));
    }

    [Test]
    public async Task A_damaged_database_makes_no_backup()
    {
        Start().Dispose();
        Execute(DatabasePath, "update commitments set verb = 'altered' where code = 'HND-10'");
        await RefusedAsync("Commitment HND-10: verb is \"altered\"", "backup");
        Assert.That(Directory.GetFiles(PathOf("backups")), Is.Empty);
    }

    [Test]
    public async Task Check_says_what_it_looked_at_beside_the_running_service()
    {
        using var service = Start();
        var sound = await RunAsync("check");
        Assert.That(sound.ExitCode, Is.Zero, sound.Output + sound.Errors);
        Assert.That(
            sound.Output.Trim(),
            Does.Match("is sound: [0-9]+ commitments, and the journal up to change [0-9]+ agrees with them[.]$")
        );
    }

    [Test]
    public async Task Check_lists_a_line_for_each_finding_and_closes_with_their_number()
    {
        Start().Dispose();
        Execute(DatabasePath, "update commitments set version = version + 1, verb = 'altered', theme_code = theme_code");
        var run = await RunAsync("check");
        var lines = run.Output.Trim().Split('\n');
        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.EqualTo(1));
            Assert.That(lines, Has.Length.EqualTo(101));
            Assert.That(lines[..^1], Is.All.StartsWith("Commitment "));
            Assert.That(lines[^1], Does.Match("^And [0-9]+ more[.] .* is not sound: [0-9]+ findings[.]$"));
        });
    }

    [Test]
    public async Task Restore_puts_the_backup_in_place_and_keeps_what_was_there()
    {
        string backup;
        using (var service = Start())
        {
            Assert.That((await RunAsync("backup")).ExitCode, Is.Zero);
            backup = Directory.GetFiles(PathOf("backups")).Single();
            using var stage = await StagedAsync(service);
            await stage.CommitmentAsync(Bodies.Commitment("LATER-1"));
            await RefusedAsync("is in use", "restore", backup);
            Assert.That((await service.Public.GetJsonAsync("/commitments/LATER-1"))["code"], Is.Not.Null);
        }

        SqliteConnection.ClearAllPools();
        var run = await RunAsync("restore", backup);
        Assert.That(run.ExitCode, Is.Zero, run.Errors);
        var kept = Directory.GetFiles(folder.FullName, "commitments-replaced-*Z.db").Single();
        Assert.Multiple(() =>
        {
            Assert.That(run.Output, Does.Contain(backup).And.Contain($"What was there before is {kept}."));
            Assert.That(Count(DatabasePath, "LATER-1"), Is.Zero);
            Assert.That(Count(kept, "LATER-1"), Is.EqualTo(1));
            Assert.That(File.Exists(DatabasePath + "-wal"), Is.False);
        });
        using var again = Start();
        Assert.That(
            (int)(await again.Public.GetAsync(new Uri("/api/v1/commitments/LATER-1", UriKind.Relative))).StatusCode,
            Is.EqualTo(404)
        );
    }

    [Test]
    public async Task Restore_takes_the_place_of_a_database_that_cannot_be_opened()
    {
        Start().Dispose();
        var to = PathOf("mine.db");
        Assert.That((await RunAsync("backup", "--to", to)).ExitCode, Is.Zero);
        SqliteConnection.ClearAllPools();
        await File.WriteAllTextAsync(DatabasePath, "No database at all, and it was one once.");
        var run = await RunAsync("restore", to);
        Assert.That(run.ExitCode, Is.Zero, run.Errors);
        var kept = Directory.GetFiles(folder.FullName, "commitments-replaced-*Z.db").Single();
        Assert.That(await File.ReadAllTextAsync(kept), Does.StartWith("No database"));
        Assert.That((await RunAsync("check")).ExitCode, Is.Zero);
    }

    [Test]
    public async Task Restore_makes_the_database_where_there_is_none()
    {
        Start().Dispose();
        Assert.That((await RunAsync("backup", "--to", PathOf("mine.db"))).ExitCode, Is.Zero);
        var elsewhere = PathOf("new/commitments.db");
        Directory.CreateDirectory(PathOf("new"));
        var run = await CommandRun.OfAsync(elsewhere, "restore", PathOf("mine.db"));
        Assert.That(run.ExitCode, Is.Zero, run.Errors);
        Assert.That(run.Output, Does.Contain("There was none before."));
        Assert.That(Last(elsewhere), Is.EqualTo(Last(PathOf("mine.db"))));
    }

    [TestCase("check", "is no database")]
    [TestCase("restore", "is no database")]
    public async Task A_file_that_is_no_database_is_said_so(string command, string sentence)
    {
        Start().Dispose();
        Execute(DatabasePath, "pragma wal_checkpoint(truncate)");
        var before = await File.ReadAllBytesAsync(DatabasePath);
        await File.WriteAllTextAsync(PathOf("text.db"), string.Concat(Enumerable.Repeat("This is no database. ", 500)));
        await RefusedAsync(sentence, command, PathOf("text.db"));
        await RefusedAsync("", command, PathOf("none.db"));
        await File.WriteAllTextAsync(PathOf("empty.db"), "");
        Assert.That((await RunAsync(command, PathOf("empty.db"))).ExitCode, Is.EqualTo(1));
        Assert.That(await File.ReadAllBytesAsync(DatabasePath), Is.EqualTo(before));
        Assert.That(Directory.GetFiles(folder.FullName, "*unfinished*"), Is.Empty);
    }

    /// <summary>Through the API, so that the journal knows of what the stage would else put there past it.</summary>
    private static async Task<Stage> StagedAsync(TestService service)
    {
        await service.AddInstrumentAsync(Some.Instrument);
        await service.AddInstrumentAsync(Some.OtherInstrument);
        await service.AddBodyAsync(Some.Body);
        return await Stage.OnAsync(service);
    }

    private static async Task<int> WriteAsync(Stage stage, CancellationToken enough)
    {
        var written = 0;
        while (!enough.IsCancellationRequested)
        {
            await stage.CommitmentAsync();
            written++;
        }

        return written;
    }

    private TestService Start() => TestService.Start(folder.FullName);

    private Task<CommandRun> RunAsync(params string[] arguments) => CommandRun.OfAsync(DatabasePath, arguments);

    private async Task RefusedAsync(string sentence, params string[] arguments)
    {
        var run = await RunAsync(arguments);
        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.EqualTo(1), run.Output);
            Assert.That(run.Errors.Trim(), Does.Contain(sentence).And.Not.Contain("   at ").And.Not.Contain("\n").And.Not.Empty);
        });
    }

    private string PathOf(string name) => Path.Combine(folder.FullName, name);

    private static long Last(string path) => Query(path, "select max(change_id) from changes");

    private static long Count(string path, string code) => Query(path, $"select count(*) from commitments where code = '{code}'");

    private static long Query(string path, string sql)
    {
        using var connection = Open(path);
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }

    private static void Execute(string path, string sql)
    {
        using var connection = Open(path);
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static SqliteConnection Open(string path)
    {
        var connection = new SqliteConnection($"Data Source={path};Pooling=false");
        connection.Open();
        return connection;
    }
}
