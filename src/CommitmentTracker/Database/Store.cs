using CommitmentTracker.Domain;
using Microsoft.Data.Sqlite;

namespace CommitmentTracker.Database;

/// <summary>Reads see one consistent view; a write is stored whole when the call returns, and not at all when it refuses.</summary>
internal sealed class Store(ReadConnections readers, WriteQueue writes, TimeSpan patience)
{
    public async Task<T> ReadAsync<T>(Func<Session, Task<T>> read, CancellationToken cancellation)
    {
        PreparedConnection? connection = null;
        try
        {
            connection = readers.Take();
            connection.Run("begin");
            var result = await read(new Session(connection, cancellation));
            connection.Run("commit");
            readers.GiveBack(connection);
            connection = null;
            return result;
        }
        catch (SqliteException fault)
        {
            throw SqliteFaults.AsStoreException(fault);
        }
        finally
        {
            // Only after a fault, or where the caller has gone away: then nobody knows what is still open on it.
            connection?.Dispose();
        }
    }

    public Task<Result<T>> WriteAsync<T>(Func<WriteSession, Task<Result<T>>> write, CancellationToken cancellation) =>
        WriteAsync(new QueuedWrite<T>(write, isRehearsal: false, cancellation));

    /// <summary>Does all that a write does, and takes it back.</summary>
    public Task<Result<T>> RehearseAsync<T>(Func<WriteSession, Task<Result<T>>> write, CancellationToken cancellation) =>
        WriteAsync(new QueuedWrite<T>(write, isRehearsal: true, cancellation));

    private Task<Result<T>> WriteAsync<T>(QueuedWrite<T> write)
    {
        writes.Add(write);
        return write.OutcomeAsync(patience);
    }
}
