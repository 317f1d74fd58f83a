using CommitmentTracker.Data.Engines;
using CommitmentTracker.Data.Engines.Sqlite;
using CommitmentTracker.Data.Maintenance;
using CommitmentTracker.Tests.Support;
using Dapper;

namespace CommitmentTracker.Tests.Commands;

/// <summary>From a file to a server and back to a file: what comes back is what went, row by row.</summary>
internal sealed class CopyCommandTests
{
    private string folder = null!;

    private string ServerPath => Path.Combine(folder, "server.db");

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("commitment-tracker-").FullName;

    [TearDown]
    public void Remove()
    {
        TestEngine.Forget(folder);
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    [OfFiles]
    public async Task A_database_goes_to_a_server_and_comes_back_the_same()
    {
        PostgresServer.Require();
        var (first, back) = (await FilledAsync(), Path.Combine(folder, "back.db"));
        TestEngine.PutOnServer(ServerPath);
        var there = await CommandRun.OfAsync(first, "copy", "--to", TestEngine.PlaceOf(ServerPath));
        Assert.That(there.ExitCode, Is.Zero, there.Errors);
        Assert.That(there.Output, Does.Match("is a copy of .*, checked: [0-9]+ commitments, and the journal up to change [0-9]+"));
        var here = await CommandRun.OfAsync(ServerPath, "copy", "--to", $"sqlite:{back}");
        Assert.That(here.ExitCode, Is.Zero, here.Errors);
        Assert.That(here.Output + there.Output, Does.Not.Contain("Password"));
        foreach (var table in DatabaseTransfer.Tables)
        {
            Assert.That(Rows(back, table), Is.EqualTo(Rows(first, table)), table);
            Assert.That(Rows(ServerPath, table), Is.EqualTo(Rows(first, table)), table);
        }
    }

    [Test]
    [OfFiles]
    public async Task Only_an_empty_database_is_copied_into()
    {
        var (first, other) = (await FilledAsync(), Path.Combine(folder, "other.db"));
        Assert.That((await CommandRun.OfAsync(first, "copy", "--to", $"sqlite:{other}")).ExitCode, Is.Zero);
        var again = await CommandRun.OfAsync(first, "copy", "--to", $"sqlite:{other}");
        Assert.That(again.ExitCode, Is.EqualTo(1));
        Assert.That(again.Errors.Trim(), Does.EndWith("holds records already, and only an empty database is copied into."));
    }

    [Test]
    public async Task A_place_that_names_no_database_is_said_so()
    {
        var run = await CommandRun.OfAsync(Path.Combine(folder, "none.db"), "copy", "--to", "somewhere");
        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Errors.Trim(), Is.EqualTo("somewhere names no database: write sqlite:FILE or postgresql:CONNECTION STRING."));
    }

    [Test]
    [OfFiles]
    public void Every_table_is_copied()
    {
        using var database = TestDatabase.Migrated();
        Assert.That(
            DatabaseTransfer.Tables,
            Is.EquivalentTo(
                database.Query<string>(
                    "select name from sqlite_schema where type = 'table' and name not like 'sqlite%' and name <> 'schema_migrations'"
                )
            )
        );
    }

    [Test]
    public async Task A_server_whose_backups_are_its_own_says_so()
    {
        PostgresServer.Require();
        TestEngine.PutOnServer(ServerPath);
        foreach (var arguments in new[] { new[] { "backup" }, ["restore", "some.db"] })
        {
            var run = await CommandRun.OfAsync(ServerPath, arguments);
            Assert.That(run.ExitCode, Is.EqualTo(1));
            Assert.That(run.Errors, Does.StartWith("Backups of PostgreSQL are its server's own: pg_dump"));
        }
    }

    /// <summary>With something in every table, and commitments that supersede each other either way.</summary>
    private async Task<string> FilledAsync()
    {
        var service = TestService.Start();
        // By the API, so that the journal tells of them.
        await service.AddInstrumentAsync(Some.Instrument);
        await service.AddInstrumentAsync(Some.OtherInstrument);
        await service.AddBodyAsync(Some.Body);
        using var stage = await Stage.OnAsync(service);
        var (early, late) = ("AA-1", "ZZ-1");
        await stage.CommitmentAsync(Bodies.Commitment(early));
        await stage.CommitmentAsync(Bodies.Commitment(late).With(("supersededBy", early)));
        var code = await stage.CommitmentAsync();
        await stage.ChangeAsync(
            HttpMethod.Patch,
            $"/commitments/{early}",
            new System.Text.Json.Nodes.JsonObject { ["supersededBy"] = code }
        );
        await stage.MilestoneAsync(code);
        await stage.SubmittedAsync(code);
        await stage.VoidedAsync(code);
        await Stage.CreateAsync(stage.Secretariat, "/calendar-feeds", Bodies.Feed());
        var copy = Path.Combine(folder, TestService.DatabaseName);
        using var engine = new SqliteEngine(service.DatabasePath, TimeProvider.System);
        await Data.Engines.Sqlite.Backups.DatabaseCopy.WriteAsync(engine.Connections, copy, CancellationToken.None);
        return copy;
    }

    /// <summary>Each as a text, in an order that no engine decides.</summary>
    private static List<string> Rows(string path, string table)
    {
        using var connection = TestEngine.Open(path);
        return
        [
            .. connection
                .Query($"select * from {table}")
                .Cast<IDictionary<string, object?>>()
                .Select(row =>
                    string.Join('|', row.OrderBy(cell => cell.Key, StringComparer.Ordinal).Select(cell => $"{cell.Key}={cell.Value}"))
                )
                .Order(StringComparer.Ordinal),
        ];
    }
}
