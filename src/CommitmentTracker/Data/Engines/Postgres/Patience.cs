using Npgsql;

namespace CommitmentTracker.Data.Engines.Postgres;

/// <summary>
/// Waits for statements for as long as the server answers others, and gives them up when it does not. The driver's own timeout is no help
/// there: it tells the server first, and holds a thread until the server has heard it.
/// </summary>
internal sealed class Patience(CommitProbe probe)
{
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(3);

    public async Task<T> WaitAsync<T>(Task<T> underWay)
    {
        while (true)
        {
            try
            {
                return await underWay.WaitAsync(Turn);
            }
            catch (TimeoutException) when (!underWay.IsFaulted)
            {
                if (!underWay.IsCompleted && await probe.AskAsync() is null && !underWay.IsCompleted)
                {
                    throw new StoreException(StoreFault.Unavailable);
                }
            }
        }
    }

    public async Task<NpgsqlConnection> OpenAsync(NpgsqlDataSource source, CancellationToken cancellation)
    {
        var opening = source.OpenConnectionAsync(cancellation).AsTask();
        try
        {
            return await WaitAsync(opening);
        }
        catch (StoreException)
        {
            _ = GiveBackAsync(opening);
            throw;
        }
    }

    /// <summary>Only then: a connection on which something is under way is nobody else's to touch.</summary>
    public static async Task DisposeAfterAsync(Task underWay, IAsyncDisposable connection)
    {
        await underWay.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        await connection.DisposeAsync();
    }

    /// <summary>One that comes after all.</summary>
    private static async Task GiveBackAsync(Task<NpgsqlConnection> opening)
    {
        await ((Task)opening).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (opening.IsCompletedSuccessfully)
        {
            await (await opening).DisposeAsync();
        }
    }
}
