using CommitmentTracker.Data.Engines;
using CommitmentTracker.Data.Engines.Sqlite;
using CommitmentTracker.Data.Engines.Sqlite.Backups;
using CommitmentTracker.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace CommitmentTracker.Tests.Database.Backups;

[OfFiles]
internal sealed class BackupScheduleTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Test]
    public async Task A_service_that_is_restarted_goes_on_where_it_was()
    {
        var folder = Directory.CreateTempSubdirectory("commitment-tracker-");
        try
        {
            var clock = TestClock.At("2026-11-21T05:00:00Z");
            using (Start(folder, clock))
            {
                await ThereAreAsync(folder, "commitments-20261121T050000Z.db");
            }

            clock.Set("2026-11-21T12:00:00Z");
            using (var service = Start(folder, clock))
            {
                await service.Public.GetStringAsync(new Uri("/health/ready", UriKind.Relative));
                await Task.Delay(500);
                await ThereAreAsync(folder, "commitments-20261121T050000Z.db");
            }

            clock.Set("2026-11-22T05:00:00Z");
            using (Start(folder, clock))
            {
                await ThereAreAsync(folder, "commitments-20261121T050000Z.db", "commitments-20261122T050000Z.db");
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Test]
    public async Task A_service_that_runs_on_makes_the_next_one_when_it_is_due()
    {
        var folder = Directory.CreateTempSubdirectory("commitment-tracker-");
        try
        {
            var clock = TestClock.At("2026-11-21T05:00:00Z");
            using var service = Start(folder, clock);
            await ThereAreAsync(folder, "commitments-20261121T050000Z.db");
            await UntilAsync(() =>
            {
                clock.Advance(TimeSpan.FromHours(1));
                return Directory.GetFiles(Path.Combine(folder.FullName, "backups"), "*.db").Length == 2;
            });
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Test]
    public async Task A_fault_ends_neither_the_schedule_nor_the_service()
    {
        using var log = new CapturedLog();
        using var service = TestService.StartLogged(log, "Backups:EveryHours=1", "Backups:Folder=/proc/no/such/folder");
        await UntilAsync(() => log.Lines.Any(line => line.Contains("There is no folder", StringComparison.Ordinal)));
        await service.Public.GetStringAsync(new Uri("/health/ready", UriKind.Relative));
        Assert.That(log.Lines, Has.One.StartsWith("Error "));
    }

    [Test]
    public async Task Without_an_interval_none_is_made()
    {
        using var service = TestService.Start();
        await service.Public.GetStringAsync(new Uri("/health/ready", UriKind.Relative));
        Assert.That(Directory.Exists(Path.Combine(service.Folder, "backups")), Is.False);
    }

    private static TestService Start(DirectoryInfo folder, FakeTimeProvider clock) =>
        TestService.Start(folder.FullName, clock, "Backups:EveryHours=24");

    private static Task ThereAreAsync(DirectoryInfo folder, params string[] names) =>
        UntilAsync(() =>
            Directory.Exists(Path.Combine(folder.FullName, "backups"))
            && Directory.GetFiles(Path.Combine(folder.FullName, "backups")).Select(Path.GetFileName).Order().SequenceEqual(names)
        );

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!condition())
        {
            await Task.Delay(50, patience.Token);
        }
    }
}
