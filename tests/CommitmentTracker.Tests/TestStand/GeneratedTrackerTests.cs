using System.Security.Cryptography;
using CommitmentTracker.Data;
using CommitmentTracker.Data.Engines.Sqlite;
using CommitmentTracker.Data.Maintenance;
using CommitmentTracker.TestStand.Generator;
using Dapper;

namespace CommitmentTracker.Tests.TestStand;

/// <summary>What the benchmarks measure on is past the program's own writing, so it is held to what the program would have written.</summary>
internal sealed class GeneratedTrackerTests
{
    private const int Commitments = 300;

    private const string Generated = "code like 'GEN-%'";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("commitment-tracker-");
    private SqliteEngine made = null!;

    [OneTimeSetUp]
    public async Task Make() =>
        made = new SqliteEngine(await GeneratedTracker.CachedAsync(folder.FullName, Commitments), TimeProvider.System);

    [OneTimeTearDown]
    public void Remove()
    {
        made.Dispose();
        folder.Delete(recursive: true);
    }

    [Test]
    public async Task What_is_generated_is_as_the_service_would_have_written_it()
    {
        var outcome = await DatabaseCheck.RunAsync(made, CancellationToken.None);
        Assert.That(outcome.Findings.Listed, Is.Empty);
        Assert.That(outcome.Commitments, Is.GreaterThan(Commitments));
    }

    [Test]
    public async Task The_same_seed_makes_the_same_file_and_another_seed_another()
    {
        var again = Path.Combine(folder.FullName, "again.db");
        await GeneratedTracker.MakeAsync(again, Commitments);
        var other = Path.Combine(folder.FullName, "other.db");
        await GeneratedTracker.MakeAsync(other, Commitments, seed: 7);
        Assert.That(DigestOf(again), Is.EqualTo(DigestOf(made.Place)));
        Assert.That(DigestOf(other), Is.Not.EqualTo(DigestOf(made.Place)));
    }

    [Test]
    public void Each_commitment_has_eleven_assignments_and_ten_verified_progress_updates()
    {
        Assert.That(Count($"select count(*) from commitments where {Generated}"), Is.EqualTo(Commitments));
        Assert.That(Count(WithAll("assignments", 11)), Is.EqualTo(Commitments));
        Assert.That(Count(WithAll("progress_updates", 10)), Is.EqualTo(Commitments));
        Assert.That(Count("select count(*) from progress_updates where review <> 'verified'"), Is.Zero);
    }

    [Test]
    public void Every_status_and_every_state_of_publication_occurs()
    {
        Assert.That(Count($"select count(distinct status) from commitments where {Generated}"), Is.EqualTo(7));
        Assert.That(Count($"select count(distinct publication) from commitments where {Generated}"), Is.EqualTo(3));
        Assert.That(
            Count($"select count(*) from commitments where {Generated} and publication = 'published'"),
            Is.GreaterThan(Commitments * 9 / 10)
        );
    }

    [Test]
    public void Progress_can_be_reported_on_all_but_what_is_archived()
    {
        using var connection = made.Connections.OpenForReading();
        var standing = connection.Query<string>(
            $"select code from commitments where {Generated} and publication <> 'archived' order by code"
        );
        Assert.That(GeneratedTracker.ReportableCodes(Commitments), Is.EqualTo(standing));
    }

    [Test]
    public void The_journal_grows_with_time()
    {
        var earlier = Count("select count(*) from changes a join changes b on b.change_id = a.change_id + 1 where b.at < a.at");
        Assert.That(earlier, Is.Zero);
    }

    private static string WithAll(string table, int number) =>
        $"select count(*) from commitments where {Generated} and (select count(*) from {table} where commitment_code = code) = {number}";

    private long Count(string sql)
    {
        using var connection = made.Connections.OpenForReading();
        return connection.ExecuteScalar<long>(sql);
    }

    private static string DigestOf(string path)
    {
        using var file = File.OpenRead(path);
        return Convert.ToHexString(SHA256.HashData(file));
    }
}
