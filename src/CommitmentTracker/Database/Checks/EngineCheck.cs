namespace CommitmentTracker.Database.Checks;

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
