using System.Diagnostics;
using CommitmentTracker.Domain;
using Microsoft.Data.Sqlite;

namespace CommitmentTracker.Database;

/// <summary>Reads see one consistent view; a write is one transaction, stored when the call returns and not at all when it refuses.</summary>
internal sealed class Store(SqliteConnections connections, WriteGate gate, CommitSignal signal, StoreMeter meter, TimeProvider time)
{
    public async Task<T> ReadAsync<T>(Func<Session, Task<T>> read, CancellationToken cancellation)
    {
        try
        {
            await using var connection = connections.OpenForReading();
            await using var transaction = connection.BeginTransaction(deferred: true);
            return await read(new Session(connection, transaction, cancellation));
        }
        catch (SqliteException fault)
        {
            throw SqliteFaults.AsStoreException(fault);
        }
    }

    public Task<Result<T>> WriteAsync<T>(Func<WriteSession, Task<Result<T>>> write, CancellationToken cancellation) =>
        WriteAsync(write, isRehearsal: false, cancellation);

    /// <summary>Does all that a write does, and takes it back.</summary>
    public Task<Result<T>> RehearseAsync<T>(Func<WriteSession, Task<Result<T>>> write, CancellationToken cancellation) =>
        WriteAsync(write, isRehearsal: true, cancellation);

    private async Task<Result<T>> WriteAsync<T>(Func<WriteSession, Task<Result<T>>> write, bool isRehearsal, CancellationToken cancellation)
    {
        var began = Stopwatch.GetTimestamp();
        using var pass = await gate.EnterAsync(cancellation);
        meter.Waited(began);
        try
        {
            await using var connection = connections.OpenForWriting();
            await using var transaction = connection.BeginTransaction();
            var result = await write(new WriteSession(connection, transaction, time.GetUtcNow(), cancellation));
            if (!isRehearsal && result.Succeeded(out _, out _))
            {
                // Past this point the caller's going away must not leave it open whether the change was stored.
                await transaction.CommitAsync(CancellationToken.None);
                signal.Raise();
                meter.Committed(writes: 1);
            }

            return result;
        }
        catch (SqliteException fault)
        {
            throw SqliteFaults.AsStoreException(fault);
        }
    }
}
