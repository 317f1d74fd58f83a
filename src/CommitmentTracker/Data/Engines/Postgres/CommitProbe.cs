using System.Data;
using Npgsql;

namespace CommitmentTracker.Data.Engines.Postgres;

/// <summary>
/// Asks how far the journal has come. Those who ask while a question is under way share the next one: it begins after they asked, and one
/// connection is enough for all.
/// </summary>
internal sealed class CommitProbe(NpgsqlDataSource source) : IDisposable
{
    public const string Column = "last_change";

    public const string Sql = $"select coalesce(max(change_id), 0) as {Column} from changes";

    private const int PatienceSeconds = 2;

    private readonly Lock gate = new();
    private Task<long?> current = Task.FromResult<long?>(null);
    private Task<long?>? next;
    private NpgsqlConnection? connection;
    private volatile bool isLost;

    /// <summary>Whether there was no answer to the last question.</summary>
    public bool IsLost => isLost;

    public Task<long?> AskAsync()
    {
        lock (gate)
        {
            if (next is not null)
            {
                return next;
            }

            if (current.IsCompleted)
            {
                return current = RunAsync();
            }

            return next = AfterAsync(current);
        }
    }

    public void Dispose() => connection?.Dispose();

    private async Task<long?> AfterAsync(Task<long?> before)
    {
        // Whoever asks holds the gate, and has not yet said that this is the next one.
        await Task.Yield();
        await before;
        lock (gate)
        {
            current = next!;
            next = null;
        }

        return await RunAsync();
    }

    private async Task<long?> RunAsync()
    {
        // Off the gate that whoever asks holds.
        await Task.Yield();
        long? answer = null;
        try
        {
            // Given up without waiting for the driver, which takes as long again to tell the server that nobody waits any more.
            answer = await AskServerAsync().WaitAsync(TimeSpan.FromSeconds(PatienceSeconds));
        }
        catch (TimeoutException)
        {
            // Nothing is known.
        }

        isLost = answer is null;
        return answer;
    }

    /// <summary>On the connection that is kept, or on a new one where that was cut since the last question; null where neither answers.</summary>
    private async Task<long?> AskServerAsync()
    {
        var kept = Interlocked.Exchange(ref connection, null);
        return (kept is null ? null : await AskOnAsync(kept)) ?? await AskOnAsync(null);
    }

    private async Task<long?> AskOnAsync(NpgsqlConnection? kept)
    {
        var line = kept;
        try
        {
            line ??= await source.OpenConnectionAsync();
            await using var command = new NpgsqlCommand(Sql, line) { CommandTimeout = 0 };
            var answer = (long)(await command.ExecuteScalarAsync())!;
            // One that was given up meanwhile comes after the next.
            line = Interlocked.CompareExchange(ref connection, line, null) is null ? null : line;
            return answer;
        }
        catch (Exception fault) when (line is not { State: ConnectionState.Open } || PostgresFaults.Explain(fault) is not null)
        {
            return null;
        }
        finally
        {
            if (line is not null)
            {
                await line.DisposeAsync();
            }
        }
    }
}
