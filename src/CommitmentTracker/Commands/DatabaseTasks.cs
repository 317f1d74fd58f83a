using System.Globalization;
using CommitmentTracker.Clock;
using CommitmentTracker.Database;
using CommitmentTracker.Database.Backups;
using CommitmentTracker.Database.Checks;

namespace CommitmentTracker.Commands;

/// <summary>What the commands on the database file do, with the settings of the service and without serving.</summary>
internal static class DatabaseTasks
{
    public static Task<int> BackUpAsync(string? to, CancellationToken cancellation) =>
        WithServicesAsync(async services =>
        {
            var backup = await services.GetRequiredService<BackupWriter>().WriteAsync(to, cancellation);
            await SayAsync($"{backup.Path}: {backup.Bytes:N0} bytes, checked, with the journal up to change {backup.Outcome.LastChange}.");
            return 0;
        });

    public static Task<int> RestoreAsync(string file, CancellationToken cancellation) =>
        WithServicesAsync(async services =>
        {
            var restored = await services.GetRequiredService<Restoration>().RunAsync(file, cancellation);
            var path = services.GetRequiredService<SqliteConnections>().Path;
            await SayAsync($"{path} is now {restored.From}, checked, with the journal up to change {restored.Outcome.LastChange}.");
            await SayAsync(restored.Kept is { } kept ? (FormattableString)$"What was there before is {kept}." : $"There was none before.");
            return 0;
        });

    public static Task<int> CheckAsync(string? file, CancellationToken cancellation) =>
        WithServicesAsync(async services =>
        {
            var named = file is null ? null : new SqliteConnections(Path.GetFullPath(file));
            var connections = named ?? services.GetRequiredService<SqliteConnections>();
            var outcome = await DatabaseCheck.RunAsync(connections, cancellation);
            foreach (var finding in outcome.Findings.Listed)
            {
                await Console.Out.WriteLineAsync(finding);
            }

            await SayAsync(Closing(connections.Path, outcome));
            return outcome.IsSound ? 0 : 1;
        });

    private static FormattableString Closing(string path, CheckOutcome outcome)
    {
        var found = outcome.Findings;
        var unlisted = found.Count - found.Listed.Count;
        return (outcome, unlisted) switch
        {
            ({ IsSound: true, HasRecords: true }, _) =>
                $"{path} is sound: {outcome.Commitments:N0} commitments, and the journal up to change {outcome.LastChange} agrees with them.",
            ({ IsSound: true }, _) =>
                $"{path} is sound as a file. It is of an earlier version (migration {outcome.Schema}): its records can be checked once the service has started with it.",
            (_, > 0) => $"And {unlisted:N0} more. {path} is not sound: {found.Count:N0} findings.",
            _ => $"{path} is not sound: {(found.Count == 1 ? "1 finding" : $"{found.Count} findings")}.",
        };
    }

    private static Task SayAsync(FormattableString line) => Console.Out.WriteLineAsync(line.ToString(CultureInfo.InvariantCulture));

    private static async Task<int> WithServicesAsync(Func<IServiceProvider, Task<int>> work)
    {
        var builder = Startup.CreateBuilder([]);
        builder.Services.AddReportingClock().AddDatabase().AddBackups();
        await using var app = builder.Build();
        try
        {
            return await work(app.Services);
        }
        catch (OperationCanceledException)
        {
            throw new StartException("Broken off; nothing was changed.");
        }
    }
}
