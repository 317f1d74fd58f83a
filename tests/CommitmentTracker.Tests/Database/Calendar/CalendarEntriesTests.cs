using CommitmentTracker.Data;
using CommitmentTracker.Data.Calendar;
using CommitmentTracker.Data.Commitments;
using CommitmentTracker.Data.Engines.Sqlite;
using CommitmentTracker.Domain;
using CommitmentTracker.Tests.Support;
using CommitmentTracker.Tracker;

namespace CommitmentTracker.Tests.Database.Calendar;

/// <summary>A tracker that was there before the calendar shows what is public already, and goes on from there.</summary>
internal sealed class CalendarEntriesTests
{
    private const string AlsoUnderSql = "insert into also_under (commitment_code, instrument_code) values (@code, @OtherInstrument)";

    private TestDatabase database;

    [SetUp]
    public void SetUp()
    {
        database = TestDatabase.WithReferences();
        Insert("AB-1", new { });
        Insert("AB-2", new { publication = "draft" });
        Insert("AB-3", new { status = "cancelled" });
        database.Execute("drop table calendar_entries; drop table calendar_feeds;");
        foreach (var migration in new[] { "0008_calendar.sql", "0015_calendar_descriptions.sql" })
        {
            database.Execute(File.ReadAllText(Repository.PathOf("db", "migrations", "sqlite", migration)));
        }
    }

    [TearDown]
    public void TearDown() => database.Dispose();

    [Test]
    [OfFiles]
    public async Task The_migration_enters_what_is_public_and_due()
    {
        var entries = await ListAsync(CommitmentSelection.Published);
        Assert.That(entries.Select(each => (each.Commitment, each.Milestone)), Is.EqualTo([("AB-1", 0), ("AB-1", 1)]));
        Assert.That(entries.Select(each => (each.Sequence, each.IsCancelled)), Is.All.EqualTo((0, false)));
        var read = (await database.Store.ReadAsync(session => CommitmentReader.LoadAsync(session, "AB-1"), default))!;
        var expected = CalendarEntry.Of(read.Commitment).Select(each => each with { ChangedAt = read.UpdatedAt });
        Assert.That(entries, Is.EqualTo(expected));
        Assert.That(entries.Select(each => each.Instruments), Is.All.EqualTo($"{Some.Instrument} {Some.OtherInstrument}"));
    }

    [Test]
    [OfFiles]
    public async Task What_it_entered_is_found_by_its_party_after_it_was_called_off()
    {
        var ofParty = CommitmentSelection.Published with { Parties = [Some.MemberState], Instruments = [Some.Instrument] };
        Assert.That(await ListAsync(ofParty), Has.Count.EqualTo(2));
        var withdrawn = await database.Store.WriteAsync(
            session =>
                CommitmentWriter.ChangeAsync(
                    session,
                    "AB-1",
                    ExpectedVersion.Any,
                    new ChangeNote("someone", ChangeType.CommitmentChanged),
                    commitment => commitment with { Publication = Publication.Draft }
                ),
            default
        );
        Assert.That(withdrawn.Succeeded(out _, out _), Is.True);
        var entries = await ListAsync(ofParty);
        Assert.That(entries.Select(each => (each.Sequence, each.IsCancelled)), Is.EqualTo([(1, true), (1, true)]));
        Assert.That(await ListAsync(ofParty with { Parties = [Some.Body] }), Is.Empty);
    }

    private void Insert(string code, object differing)
    {
        var row = Rows.Of("commitments", differing);
        row["code"] = code;
        database.Execute(Rows.InsertSql("commitments", row), row);
        database.Insert("milestones", new { commitment_code = code });
        database.Insert("assignments", new { commitment_code = code });
        database.Execute(AlsoUnderSql, new { code, Some.OtherInstrument });
    }

    private async Task<IReadOnlyList<CalendarEntry>> ListAsync(CommitmentSelection selection)
    {
        var state = await StateReader.LoadAsync(database.Store, default);
        return [.. state.Commitments.Values.SelectMany(each => each.Calendar).Where(entry => entry.IsIn(selection))];
    }
}
