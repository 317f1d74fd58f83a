using Npgsql;

namespace CommitmentTracker.Data.Engines.Postgres;

/// <summary>
/// Hears at once when another process has committed. What is told is only that; the journal says what it was, so that a word that is lost
/// costs no more than the time until somebody looks by himself.
/// </summary>
internal static class PostgresListener
{
    public const string NotifySql = $"notify {Channel}";

    private const string Channel = "commitment_tracker_changes";

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public static async Task RunAsync(NpgsqlDataSource source, Func<Task> told, CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(source, told, cancellation);
            }
            catch (Exception) when (!cancellation.IsCancellationRequested)
            {
                // Whatever it was: who does not listen looks once a second, and must not stay so.
                await Task.Delay(Pause, cancellation);
            }
        }
    }

    private static async Task ListenAsync(NpgsqlDataSource source, Func<Task> told, CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using (var listen = new NpgsqlCommand($"listen {Channel}", connection))
        {
            await listen.ExecuteNonQueryAsync(cancellation);
        }

        // What was committed before this listened was told to nobody.
        await told();
        while (true)
        {
            await connection.WaitAsync(cancellation);
            await told();
        }
    }
}
