using CommitmentTracker.Database;
using Microsoft.Data.Sqlite;

namespace CommitmentTracker.Tracker;

/// <summary>
/// Has the state follow what other processes write to the same database, since this process knows only of its own commits at once, and
/// what is written while nobody reads.
/// </summary>
internal sealed class StateWatcher(
    LiveState live,
    SqliteConnections connections,
    IHostApplicationLifetime service,
    ILogger<StateWatcher> logger
) : BackgroundService
{
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = service.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
        await PrepareAsync(stoppingToken);
        // The engine counts the commits of others for each connection, so one is kept for this alone.
        using var connection = connections.OpenForReading();
        using var timer = new PeriodicTimer(Turn);
        object? last = null;
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                using var command = connection.CreateCommand();
                command.CommandText = "pragma data_version";
                var version = command.ExecuteScalar();
                if (!Equals(version, last))
                {
                    live.LookAgain();
                }

                last = version;
                live.Views.EvictLagging((await live.CurrentAsync(stoppingToken)).Sequence);
            }
            catch (Exception fault) when (fault is SqliteException or StoreException)
            {
                // Locked or failing now; whoever reads is told, and the next turn looks again.
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                logger.LogError(fault, "The state in memory could not follow the journal; the next request tries again");
            }
        }
    }

    /// <summary>Loads the state, and cuts the words of all records, which the first search would wait for.</summary>
    private async Task PrepareAsync(CancellationToken cancellation)
    {
        try
        {
            foreach (var commitment in (await live.CurrentAsync(cancellation)).Commitments.Values)
            {
                _ = commitment.FoundBy;
            }
        }
        catch (StoreException fault)
        {
            logger.LogWarning(fault, "The state could not be loaded; the next request tries again");
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            logger.LogError(fault, "The state cannot be loaded; each request tries again");
        }
    }
}
