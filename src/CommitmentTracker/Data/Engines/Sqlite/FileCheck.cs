using CommitmentTracker.Data.Maintenance;

namespace CommitmentTracker.Data.Engines.Sqlite;

/// <summary>What the engine can say of its own file: pages, indexes, constraints, references, and how many rows the journal was given.</summary>
internal sealed class FileCheck(Session session, Findings findings)
{
    private const string Fine = "ok";
    private const string IntegritySql = "pragma integrity_check(1000)";
    private const string ReferencesSql = "pragma foreign_key_check";

    private const string JournalThereSql = "select 1 from sqlite_schema where type = 'table' and name = 'changes'";

    private const string GivenSql = """
        select (select coalesce(max(change_id), 0) from changes) as last,
            (select coalesce(max(seq), 0) from sqlite_sequence where name = 'changes') as given
        """;

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

        if (await session.ReadAsync(JournalThereSql, row => row.Number()) is not [])
        {
            await CheckJournalAsync();
        }
    }

    /// <summary>The engine remembers the last number that was given, also of a row that somebody took away.</summary>
    private async Task CheckJournalAsync()
    {
        var (last, given) = (await session.ReadAsync(GivenSql, row => (row.Number(), row.Number())))[0];
        if (last != given)
        {
            findings.Add($"The journal ends with number {last}, and {given} were written.");
        }
    }

    private sealed record ReferenceRow
    {
        public string Table { get; init; } = "";
        public long? RowId { get; init; }
        public string Parent { get; init; } = "";
    }
}
