using CommitmentTracker.Database;
using Microsoft.Data.Sqlite;

namespace CommitmentTracker.ReadModel;

/// <summary>
/// Loads the model once the service answers, so that the start does not wait for it, and has it follow what other processes write to
/// the same database: this process knows only of its own commits at once.
/// </summary>
internal sealed class ReadModelFollower(LiveModel model, SqliteConnections connections, IHostApplicationLifetime service)
    : BackgroundService
{
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!model.IsEnabled)
        {
            return;
        }

        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = service.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
        // The first requests come before it: they are answered by the database, sooner without this beside them.
        await Task.Delay(Turn, stoppingToken);
        await model.LoadAsync(stoppingToken);
        await WatchAsync(stoppingToken);
    }

    /// <summary>The engine counts the commits of others for each connection, so one is kept for this alone.</summary>
    private async Task WatchAsync(CancellationToken cancellation)
    {
        using var connection = connections.OpenForReading();
        using var timer = new PeriodicTimer(Turn);
        object? last = null;
        while (await timer.WaitForNextTickAsync(cancellation))
        {
            try
            {
                using var command = connection.CreateCommand();
                command.CommandText = "pragma data_version";
                var version = command.ExecuteScalar();
                if (!Equals(version, last))
                {
                    model.LookAgain();
                }

                last = version;
            }
            catch (SqliteException)
            {
                // Locked or failing now; whoever reads is told, and the next turn looks again.
            }
        }
    }
}
