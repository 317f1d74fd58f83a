using Npgsql;

namespace CommitmentTracker.Data.Engines.Postgres;

/// <summary>A piece of work that one process has to itself for as long as it keeps a connection for it: with the connection the lock goes.</summary>
internal sealed class AdvisoryLock(NpgsqlConnection connection, string work) : IAsyncDisposable
{
    private const string TakeSql = "select pg_try_advisory_lock(hashtextextended(@work, 0))";
    private const string GiveBackSql = "select pg_advisory_unlock(hashtextextended(@work, 0))";

    public static async Task<IAsyncDisposable?> TryTakeAsync(NpgsqlDataSource source, string work, CancellationToken cancellation)
    {
        var connection = await source.OpenConnectionAsync(cancellation);
        try
        {
            if (await AskAsync(connection, TakeSql, work))
            {
                return new AdvisoryLock(connection, work);
            }
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }

        await connection.DisposeAsync();
        return null;
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await AskAsync(connection, GiveBackSql, work);
        }
        catch (Exception fault) when (connection.State != System.Data.ConnectionState.Open || PostgresFaults.Explain(fault) is not null)
        {
            // The connection is gone, and so is the lock.
        }

        await connection.DisposeAsync();
    }

    private static async Task<bool> AskAsync(NpgsqlConnection connection, string sql, string work)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.AddWithValue("work", work);
        return await command.ExecuteScalarAsync() is true;
    }
}
