using CommitmentTracker.Data;
using CommitmentTracker.Data.Engines.Sqlite;
using CommitmentTracker.Data.Facts;
using CommitmentTracker.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace CommitmentTracker.Tests.ReferenceData;

/// <summary>Instruments, bodies, member states and themes follow the same rule as commitments.</summary>
internal sealed class InstrumentUpgradeTests
{
    private TestService service = null!;
    private Store store = null!;

    [SetUp]
    public void Start()
    {
        service = TestService.Start();
        store = service.Services.GetRequiredService<Store>();
    }

    [TearDown]
    public void Stop() => service.Dispose();

    [TestCase("themes.csv", "Common plans, their", "Plans, their", "themes", "description")]
    [TestCase("member_states.csv", "Science and Technology", "Science", "member_states", "ministry")]
    [TestCase("bodies.csv", "Working Group on AI Governance", "Working Group", "parties", "name")]
    [TestCase("instruments.csv", "2025-05-26,day", "2025-05-27,day", "instruments", "adopted_on")]
    [TestCase("documents.csv", "Commentary on", "Thoughts on", "instruments", "sources")]
    public async Task What_nobody_touched_follows_the_file(string file, string text, string replacement, string table, string column)
    {
        var journal = await service.JournalAsync();
        await service.LoadAsync(ReferenceFiles.Embedded.With(file, text, replacement));
        var values = await store.ReadAsync(
            session => session.QueryAsync<string>($"select {column} from {table} where {column} is not null"),
            CancellationToken.None
        );
        Assert.That(values, Has.Some.Contains(replacement.Split(',')[0]).And.None.Contains(text.Split(',')[0]));
        Assert.That((await service.JournalAsync()).Skip(journal.Count), Is.Not.Empty.And.All.EqualTo("reference_data_loaded"));
    }

    [Test]
    public async Task A_change_moves_the_version_and_says_what_was_before()
    {
        await service.LoadAsync(ReferenceFiles.Embedded.With("themes.csv", "Cybersecurity,", "Security,"));
        await service.LoadAsync(ReferenceFiles.Embedded.With("themes.csv", "Cybersecurity,", "Safety,"));
        var changes = await QueryAsync(
            "select version || ' ' || fields_before || ' ' || fields_after from changes where resource_key = 'cybersecurity' order by change_id"
        );
        Assert.That(
            changes[1..],
            Is.EqualTo(["""2 {"name":"Cybersecurity"} {"name":"Security"}""", """3 {"name":"Security"} {"name":"Safety"}"""])
        );
    }

    [Test]
    public async Task A_period_that_people_moved_stays_whole()
    {
        await store.WriteAsync<bool>(
            async session =>
            {
                await session.ExecuteAsync("update instruments set period_to = '2031-12-31' where instrument_code = 'HANOI-2026'");
                return true;
            },
            CancellationToken.None
        );
        await service.LoadAsync(
            ReferenceFiles.Embedded.With(
                "instruments.csv",
                "2026-01-16,day,2026-01-01,2030-12-31,\"Adopted at",
                "2026-01-17,day,2032-01-01,2032-12-31,\"Adopted at"
            )
        );
        var period = await QueryAsync(
            "select adopted_on || ' ' || period_from || ' ' || period_to from instruments where instrument_code = 'HANOI-2026'"
        );
        Assert.That(period, Is.EqualTo(["2026-01-17 2026-01-01 2031-12-31"]));
    }

    private async Task<string[]> QueryAsync(string sql) =>
        [.. await store.ReadAsync(session => session.QueryAsync<string>(sql), CancellationToken.None)];
}
