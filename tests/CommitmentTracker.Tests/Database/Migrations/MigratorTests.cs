using CommitmentTracker.Data;
using CommitmentTracker.Data.Commitments;
using CommitmentTracker.Data.Engines;
using CommitmentTracker.Data.Engines.Sqlite;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Database.Migrations;

[OfFiles]
internal sealed class MigratorTests
{
    private const string AppliedSql = "select name || ' ' || sha256 || ' ' || applied_at from schema_migrations order by number";

    private static readonly Migration First = new(1, "0001_first", "create table first (x integer) strict;\n");
    private static readonly Migration Second = new(2, "0002_second", "create table second (x integer) strict;\n");

    private TestDatabase database;

    [SetUp]
    public void SetUp() => database = TestDatabase.Missing();

    [TearDown]
    public void TearDown() => database.Dispose();

    [Test]
    public void The_migrations_that_the_program_carries_are_numbered_without_a_gap() =>
        Assert.That(Migrator.Migrations.Select(migration => migration.Number), Is.EqualTo(Enumerable.Range(1, Migrator.Migrations.Count)));

    [Test]
    public void A_fresh_file_reaches_the_newest_schema()
    {
        Run(Migrator.Migrations);
        Assert.That(
            Applied(),
            Is.EqualTo(Migrator.Migrations.Select(migration => $"{migration.Name} {migration.Hash} 2026-11-21T05:00:00.000Z"))
        );
    }

    [Test]
    public void A_second_run_does_nothing()
    {
        Run(Migrator.Migrations);
        var (schema, applied) = (SchemaVersion(), Applied());
        database.Clock.Advance(TimeSpan.FromDays(1));
        Run(Migrator.Migrations);
        Assert.That((SchemaVersion(), Applied()), Is.EqualTo((schema, applied)));
    }

    [Test]
    public void Only_what_is_new_is_applied()
    {
        Run([First]);
        database.Execute("insert into first (x) values (1)");
        Run([First, Second]);
        Assert.That((Tables(), database.Single<long>("select count(*) from first")), Is.EqualTo((new[] { "first", "second" }, 1L)));
    }

    [Test]
    public void An_edited_migration_is_refused_and_the_sentence_says_what_to_do()
    {
        Run([First, Second]);
        var edited = new Migration(1, "0001_first", "create table first (x integer, y integer) strict;\n");
        Assert.That(
            () => Run([edited, Second]),
            Throws
                .TypeOf<StartException>()
                .With.Message.EqualTo(
                    "Migration 0001_first was changed after it had been applied to this database. Restore the file as it was, and put the "
                        + "change into a new migration with the next number."
                )
        );
    }

    [Test]
    public void A_migration_that_was_put_in_between_is_refused()
    {
        Run([First, Second]);
        var between = new Migration(2, "0002_between", "create table between_them (x integer) strict;\n");
        Assert.That(
            () => Run([First, between, Second with { Number = 3 }]),
            Throws.TypeOf<StartException>().With.Message.Contains("Migration 0002_second was changed")
        );
        Assert.That(Tables(), Is.EqualTo(new[] { "first", "second" }));
    }

    [Test]
    public void A_database_of_a_newer_program_is_refused_and_the_sentence_says_what_to_do()
    {
        Run([First, Second]);
        Assert.That(
            () => Run([First]),
            Throws
                .TypeOf<StartException>()
                .With.Message.EqualTo(
                    "The database was made by a newer version of this program (it holds migration 0002_second, this program ends at "
                        + "0001_first). Start the newer version, or restore a backup from before the upgrade."
                )
        );
    }

    [Test]
    public void A_database_of_before_the_state_in_memory_loses_its_search_table_and_nothing_else()
    {
        Run([.. Migrator.Migrations.TakeWhile(migration => migration.Name != "0016_search_words")]);
        database.Execute(TestDatabase.ReferenceSql);
        database.Insert("commitments", new { code = "AB-1", title = "Chuyển đổi số" });
        database.Execute("insert into commitment_search (rowid, code, title) select commitment_id, code, title from commitments");
        Run(Migrator.Migrations);
        Assert.That(database.Query<string>("select title from commitments", new { }), Is.EqualTo(["Chuyển đổi số"]));
        Assert.That(
            database.Query<string>("select name from sqlite_schema where name like 'commitment\\_search%' escape '\\'", new { }),
            Is.Empty
        );
    }

    [Test]
    public void Line_endings_do_not_count_as_an_edit()
    {
        Run([First]);
        Assert.That(() => Run([new Migration(1, "0001_first", First.Sql.Replace("\n", "\r\n", StringComparison.Ordinal))]), Throws.Nothing);
    }

    [Test]
    public void A_failing_migration_leaves_nothing_behind_and_the_sentence_names_it()
    {
        const string Failing = """
            create table second (x integer) strict;
            insert into first (x) values (1);
            insert into nowhere (x) values (1);
            """;
        Assert.That(
            () => Run([First, new Migration(2, "0002_second", Failing)]),
            Throws
                .TypeOf<StartException>()
                .With.Message.StartsWith("Migration 0002_second could not be applied and was taken back:")
                .And.Message.Contains("no such table: nowhere")
        );
        Assert.That((Tables(), database.Single<long>("select count(*) from first")), Is.EqualTo((new[] { "first" }, 0L)));

        Run([First, Second]);
        Assert.That(Tables(), Is.EqualTo(new[] { "first", "second" }));
    }

    private void Run(IReadOnlyList<Migration> migrations) => new Migrator(database.Connections, database.Clock).Run(migrations);

    private List<string> Applied() => database.Query<string>(AppliedSql);

    private List<string> Tables() =>
        database.Query<string>("select name from sqlite_schema where type = 'table' and name <> 'schema_migrations' order by name");

    private long SchemaVersion() => database.Single<long>("pragma schema_version");
}
