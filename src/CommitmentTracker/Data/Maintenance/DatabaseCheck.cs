using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace CommitmentTracker.Data.Maintenance;

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

/// <summary>Whether the file is a database of the tracker, and of which schema.</summary>
internal sealed class SchemaCheck(Session session, Findings findings)
{
    private const string ThereSql = "select count(*) from sqlite_schema where type = 'table' and name = 'schema_migrations'";
    private const string AppliedSql = "select number, name, sha256 from schema_migrations order by number";

    /// <summary>The number of the last migration applied.</summary>
    public long Number { get; private set; }

    /// <summary>Whether the tables are those that this program reads.</summary>
    public bool IsPresent { get; private set; }

    public async Task RunAsync()
    {
        if (await session.SingleAsync<long>(ThereSql) == 0)
        {
            findings.Add("The file holds no table of the tracker.");
            return;
        }

        var known = Migration.Embedded;
        var applied = await session.QueryAsync<AppliedRow>(AppliedSql);
        foreach (var row in applied.Where((row, index) => index >= known.Count || known[index].Hash != row.Sha256))
        {
            findings.Add($"Migration {row.Name} is none that this program knows.");
        }

        Number = applied.Count == 0 ? 0 : applied[^1].Number;
        IsPresent = findings.Count == 0 && applied.Count == known.Count;
    }

    private sealed record AppliedRow
    {
        public long Number { get; init; }
        public string Name { get; init; } = "";
        public string Sha256 { get; init; } = "";
    }
}

/// <summary>What the engine can say of its own file: pages, indexes, constraints and references.</summary>
internal sealed class EngineCheck(Session session, Findings findings)
{
    private const string Fine = "ok";
    private const string IntegritySql = "pragma integrity_check(1000)";
    private const string ReferencesSql = "pragma foreign_key_check";

    public async Task RunAsync()
    {
        await foreach (var line in session.StreamAsync<string>(IntegritySql))
        {
            if (line != Fine)
            {
                findings.Add($"The file: {line.ReplaceLineEndings(" ")}.");
            }
        }

        await foreach (var row in session.StreamAsync<ReferenceRow>(ReferencesSql))
        {
            findings.Add(
                $"A row of {row.Table} refers to one of {row.Parent} that is not there{(row.RowId is { } id ? $": row {id}" : "")}."
            );
        }
    }

    private sealed record ReferenceRow
    {
        public string Table { get; init; } = "";
        public long? RowId { get; init; }
        public string Parent { get; init; } = "";
    }
}
