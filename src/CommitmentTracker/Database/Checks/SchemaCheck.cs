using CommitmentTracker.Database.Migrations;

namespace CommitmentTracker.Database.Checks;

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
