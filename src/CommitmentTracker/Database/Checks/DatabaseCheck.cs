using System.Text.Json;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace CommitmentTracker.Database.Checks;

/// <summary>
/// Everything that can be said of a database file without changing it: the engine's own view of it, and whether what is stored is what
/// the journal says. One view of the database for all, so that it may be written to meanwhile.
/// </summary>
internal static class DatabaseCheck
{
    /// <summary>On a thread of its own, because the engine's calls do not yield.</summary>
    public static Task<CheckOutcome> RunAsync(SqliteConnections connections, CancellationToken cancellation) =>
        Task.Run(() => CheckAsync(connections, cancellation), cancellation);

    private static async Task<CheckOutcome> CheckAsync(SqliteConnections connections, CancellationToken cancellation)
    {
        try
        {
            await using var connection = connections.OpenForCheck();
            await using var stopping = cancellation.Register(() => raw.sqlite3_interrupt(connection.Handle));
            connection.Run("begin");
            return await CheckAsync(new Session(connection, cancellation), cancellation);
        }
        catch (SqliteException fault)
        {
            cancellation.ThrowIfCancellationRequested();
            throw new DatabaseFileException(SqliteFaults.InWords(fault, connections.Path), fault);
        }
    }

    private static async Task<CheckOutcome> CheckAsync(Session session, CancellationToken cancellation)
    {
        var findings = new Findings();
        var schema = new SchemaCheck(session, findings);
        await TryAsync("The schema", schema.RunAsync);
        await TryAsync("The file", new EngineCheck(session, findings).RunAsync);
        var numbers = new JournalNumbersCheck(session, findings);
        var commitments = new CommitmentsCheck(session, findings);
        if (schema.IsPresent)
        {
            await TryAsync("The journal", numbers.RunAsync);
            await TryAsync("The commitments", commitments.RunAsync);
            await TryAsync("The reference data and the rounds", new RecordsCheck(session, findings).RunAsync);
        }

        return new CheckOutcome(findings, schema.Number, schema.IsPresent, commitments.Count, numbers.Last);

        // A file that is damaged breaks off one part, and the others may still say what of it is whole.
        async Task TryAsync(string what, Func<Task> part)
        {
            try
            {
                await part();
            }
            catch (Exception fault) when (fault is SqliteException or FormatException or JsonException)
            {
                cancellation.ThrowIfCancellationRequested();
                findings.Add($"{what} cannot be read to the end: {fault.Message.ReplaceLineEndings(" ")}");
            }
        }
    }
}

/// <summary>What a check came to.</summary>
/// <param name="Findings">What is wrong.</param>
/// <param name="Schema">The number of the last migration applied.</param>
/// <param name="HasRecords">Whether its records were looked at: not of an earlier schema, nor of what is no tracker.</param>
/// <param name="Commitments">How many commitments were looked at.</param>
/// <param name="LastChange">The number of the last change in the journal.</param>
internal sealed record CheckOutcome(Findings Findings, long Schema, bool HasRecords, long Commitments, long LastChange)
{
    public bool IsSound => Findings.Count == 0;
}
