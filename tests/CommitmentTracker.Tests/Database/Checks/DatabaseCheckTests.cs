using CommitmentTracker.Data;
using CommitmentTracker.Data.Engines;
using CommitmentTracker.Data.Engines.Sqlite;
using CommitmentTracker.Data.Engines.Sqlite.Backups;
using CommitmentTracker.Data.Maintenance;
using CommitmentTracker.Tests.Support;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace CommitmentTracker.Tests.Database.Checks;

/// <summary>A database that the service made through its API, and what someone altered in the file by hand.</summary>
[OfFiles]
internal sealed class DatabaseCheckTests
{
    private const string FirstChange = "(select min(change_id) from changes where resource_key = 'GEN-1')";
    private const string LastUpdate = "(select max(progress_update_id) from progress_updates where review = 'verified')";

    private static readonly string[] Locks = ["changes_are_never_updated", "changes_are_never_deleted", "round_reports_are_never_updated"];

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("commitment-tracker-");
    private byte[] made = [];

    [OneTimeSetUp]
    public async Task Make()
    {
        using (var service = TestService.Start(folder.FullName, settings: TestService.WithoutReferenceData))
        {
            await new GeneratedCommitments(service).AddAsync();
            // Through the API, so that the journal knows of what the stage would else put there past it.
            await service.AddInstrumentAsync(Some.Instrument);
            await service.AddInstrumentAsync(Some.OtherInstrument);
            await service.AddBodyAsync(Some.Body);
            using var stage = await Stage.OnAsync(service);
            var code = await stage.CommitmentAsync(Bodies.Commitment("CHECK-1").With(("title", "Été of two words")));
            await stage.ReturnedAsync(code);
            await stage.SubmittedAsync(code);
            await stage.VoidedAsync(code, Bodies.Report(asOf: "2026-11-10").With(("status", "completed")));
            await stage.VerifiedAsync(code);
            var milestone = await stage.MilestoneAsync(code);
            await stage.ChangeAsync(HttpMethod.Delete, $"/commitments/{code}/milestones/{milestone}", null);
            await stage.ArchivedAsync(Bodies.Commitment("CHECK-2"));
            await stage.WithdrawnAsync(Bodies.Commitment("CHECK-3"));
            var copy = Path.Combine(folder.FullName, "made.db");
            await DatabaseCopy.WriteAsync(new SqliteConnections(service.DatabasePath), copy, CancellationToken.None);
            made = await File.ReadAllBytesAsync(copy);
        }
    }

    [OneTimeTearDown]
    public void Remove() => folder.Delete(recursive: true);

    [Test]
    public async Task What_the_service_wrote_is_sound()
    {
        var outcome = await CheckAsync();
        Assert.That(outcome.Findings.Listed, Is.Empty);
        Assert.That(outcome.Commitments, Is.EqualTo(63));
        Assert.That(outcome.LastChange, Is.GreaterThan(100));
    }

    [TestCase(
        "update commitments set verb = 'altered' where code = 'GEN-1'",
        "Commitment GEN-1: verb is \"altered\", the journal comes to null."
    )]
    [TestCase(
        "update commitments set version = 90 where code = 'GEN-1'",
        "Commitment GEN-1: the record is at version 90, the journal comes to "
    )]
    [TestCase("update commitments set last_reported_on = '2020-01-01' where code = 'CHECK-1'", "Commitment CHECK-1: its roll-up is (")]
    [TestCase(
        "update commitments set due_on = '2026-99-99', due_precision = 'day', deadline_basis = 'stated' where code = 'GEN-1'",
        "cannot be read to the end"
    )]
    [TestCase(
        "update changes set fields_after = json_set(fields_after, '$.scope', 'altered') where change_id = " + FirstChange,
        "Commitment GEN-1: scope is "
    )]
    [TestCase(
        "update changes set fields_before = json_set(fields_before, '$.scope', 'altered') where change_id = " + FirstChange,
        ": scope was \"altered\" before it, by the rows up to it null."
    )]
    [TestCase("update changes set fields_before = 'no json' where change_id = " + FirstChange, ": its fields cannot be read.")]
    [TestCase("update changes set version = 7 where change_id = " + FirstChange, ": it makes version 7, after version 0.")]
    [TestCase(
        "update changes set was_public = 0 where change_id = (select max(change_id) from changes where resource_key = 'CHECK-1')",
        ": it says that the record was not public before it, by the rows up to it it was public."
    )]
    [TestCase(
        "update changes set is_public = 1 - is_public, was_public = 1 where change_id = (select max(change_id) from changes where resource_key = 'CHECK-3')",
        "Commitment CHECK-3: change "
    )]
    [TestCase("update changes set commitment_code = 'GEN-2' where change_id = " + FirstChange, " stands in the history of GEN-2.")]
    [TestCase(
        "update changes set resource_key = 'GEN-NONE' where change_id = " + FirstChange,
        "The journal tells of a commitment GEN-NONE, and there is none."
    )]
    [TestCase("update changes set public_seq = 9000 where public_seq = 5", " is number 6 for the public, after number 4.")]
    [TestCase(
        "update changes set public_seq = -public_seq where public_seq in (5, 6); update changes set public_seq = 11 + public_seq where public_seq < 0",
        ", which was made later."
    )]
    [TestCase(
        "update changes set party_seq = 9000 where party_seq = (select min(party_seq) from changes where party_code = 'ZZ')",
        " is number 9000 for ZZ, after number "
    )]
    [TestCase(
        "update progress_updates set review = 'verified', voided_at = null, voided_by = null, void_reason = null where review = 'voided'",
        "Commitment CHECK-1: the assignment of ZZ has "
    )]
    [TestCase("delete from changes where change_id = 3", "The journal has ")]
    [TestCase("delete from changes where change_id = (select max(change_id) from changes)", "The journal ends with number ")]
    [TestCase("update assignments set percent = 77 where commitment_code = 'CHECK-1'", ": the assignment of ZZ has {")]
    [TestCase(
        "update assignments set role = 'support' where commitment_code = 'CHECK-1'",
        "Commitment CHECK-1: assignments/ZZ/role is \"support\""
    )]
    [TestCase(
        "delete from assignments where commitment_code = 'CHECK-1'",
        "Commitment CHECK-1: assignments/ZZ/role is null, the journal comes to \"lead\"."
    )]
    [TestCase(
        "update progress_updates set as_of = '2031-01-01' where progress_update_id = " + LastUpdate,
        ", its verified progress updates come to {"
    )]
    [TestCase("delete from progress_updates where progress_update_id = " + LastUpdate, ", its verified progress updates come to ")]
    [TestCase("update instruments set title = 'Altered' where instrument_code = 'GEN-A'", "Instrument GEN-A: title is \"Altered\"")]
    [TestCase("update bodies set description = 'Altered' where party_code = 'GEN-IDLE'", "Body GEN-IDLE: description is \"Altered\"")]
    [TestCase("update round_reports set body = body || ' '", ": its report is not the one that its closing froze.")]
    [TestCase("delete from themes where theme_code = 'gen_one'", "A row of commitments refers to one of themes that is not there: row ")]
    [TestCase(
        "update schema_migrations set sha256 = 'another' where number = 3",
        "Migration 0003_progress_updates is none that this program knows."
    )]
    [TestCase("insert into schema_migrations values (99, '0099_later', 'x', 'x')", "Migration 0099_later is none that this program knows.")]
    [TestCase("drop table schema_migrations", "The database holds no table of the tracker.")]
    [TestCase("pragma writable_schema = on; delete from sqlite_schema where name = 'changes_of_commitment'", "The file: ")]
    public async Task What_was_altered_by_hand_is_named(string sql, string finding)
    {
        var outcome = await CheckAsync(sql);
        Assert.That(outcome.Findings.Listed, Has.Some.Contains(finding));
    }

    [TestCase("changes")]
    [TestCase("commitments")]
    [TestCase("progress_updates")]
    public async Task A_page_that_was_overwritten_is_told_and_breaks_nothing_off(string table)
    {
        var path = Copy();
        Overwrite(path, Query<long>(path, $"select rootpage from sqlite_schema where name = '{table}'"));
        var outcome = await CheckAsync(path, []);
        Assert.That(outcome.Findings.Listed, Has.Some.StartsWith("The file: ").And.None.Contains("   at "));
    }

    [Test]
    public void A_schema_that_cannot_be_read_is_said_in_a_sentence()
    {
        var path = Copy();
        using (var file = new FileStream(path, FileMode.Open))
        {
            // Where the first page, after the file's header, says what kind of page it is.
            file.Position = 100;
            file.WriteByte(0xFF);
        }

        Assert.That(() => CheckAsync(path, []), Throws.TypeOf<DatabaseFileException>().With.Message.Contains("is damaged"));
    }

    [Test]
    public async Task No_more_than_a_hundred_findings_are_listed()
    {
        var outcome = await CheckAsync("update changes set version = version + 1");
        Assert.That(outcome.Findings.Listed, Has.Count.EqualTo(Findings.MaxListed));
        Assert.That(outcome.Findings.Count, Is.GreaterThan(Findings.MaxListed));
    }

    [Test]
    public void What_is_no_database_is_said_so()
    {
        var path = Path.Combine(folder.FullName, $"{Guid.CreateVersion7()}.db");
        File.WriteAllText(path, string.Concat(Enumerable.Repeat("This is no database. ", 500)));
        Assert.That(() => CheckAsync(path, []), Throws.TypeOf<DatabaseFileException>().With.Message.Contains("is no database"));
        Assert.That(() => CheckAsync(path + ".none", []), Throws.TypeOf<DatabaseFileException>().With.Message.Contains("it is not there"));
    }

    private Task<CheckOutcome> CheckAsync(params string[] sql) => CheckAsync(Copy(), sql);

    private static async Task<CheckOutcome> CheckAsync(string path, string[] sql)
    {
        Alter(path, sql);
        using var engine = new SqliteEngine(path, TimeProvider.System);
        return await DatabaseCheck.RunAsync(engine, CancellationToken.None);
    }

    private string Copy()
    {
        var path = Path.Combine(folder.FullName, $"{Guid.CreateVersion7()}.db");
        File.WriteAllBytes(path, made);
        return path;
    }

    private static void Overwrite(string path, long page)
    {
        var size = Query<long>(path, "pragma page_size");
        using var file = new FileStream(path, FileMode.Open);
        file.Position = (page - 1) * size;
        file.Write(new byte[size]);
    }

    private static T Query<T>(string path, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=false");
        return connection.QuerySingle<T>(sql);
    }

    private static void Alter(string path, params string[] sql)
    {
        if (sql.Length == 0)
        {
            return;
        }

        using var connection = new SqliteConnection($"Data Source={path};Pooling=false;Foreign Keys=false");
        connection.Open();
        Array.ForEach(Locks, trigger => connection.Execute($"drop trigger if exists {trigger}"));
        Array.ForEach(sql, each => connection.Execute(each));
    }
}
