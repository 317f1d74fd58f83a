using Dapper;
using Npgsql;

namespace CommitmentTracker.Torture.Support;

/// <summary>The database of instances on a server, looked into from outside.</summary>
internal sealed class ServerDatabase(string connectionString) : ITrackerDatabase, IDisposable
{
    private const string GapsSql = """
        select 'the journal has ' || count(*) || ' changes and goes to ' || max(change_id) from changes having count(*) <> max(change_id)
        """;

    private readonly NpgsqlConnection connection = Open(connectionString);

    /// <summary>What was written by halves, and numbers of the journal that are missing; empty when all is well.</summary>
    public IReadOnlyList<string> Faults() => [.. this.HalfDone(), .. Column(GapsSql)];

    public string JsonText(string column, string name) => $"({column}::json ->> '{name}')";

    public IReadOnlyList<string> Column(string sql) => connection.Query<string>(sql).AsList();

    public long Number(string sql) => connection.ExecuteScalar<long>(sql);

    public void Dispose() => connection.Dispose();

    private static NpgsqlConnection Open(string connectionString)
    {
        // Pooling would hand out one that the last disturbance has cut.
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        connection.Open();
        return connection;
    }
}
