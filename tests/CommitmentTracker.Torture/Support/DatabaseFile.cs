using Dapper;
using Microsoft.Data.Sqlite;

namespace CommitmentTracker.Torture.Support;

/// <summary>The database of a service, looked into from outside.</summary>
internal sealed class DatabaseFile(string path) : ITrackerDatabase, IDisposable
{
    private readonly SqliteConnection connection = Open(path);

    /// <summary>What is damaged, refers to nothing, or was written by halves; empty when all is well.</summary>
    public IReadOnlyList<string> Faults() =>
        [
            .. Column("pragma integrity_check").Where(line => line != "ok"),
            .. connection.Query("pragma foreign_key_check").Select(row => $"a row refers to nothing: {row}"),
            .. this.HalfDone(),
        ];

    public string JsonText(string column, string name) => $"json_extract({column}, '$.{name}')";

    public IReadOnlyList<string> Column(string sql) => connection.Query<string>(sql).AsList();

    public IReadOnlyList<string> Column(string sql, object values) => connection.Query<string>(sql, values).AsList();

    public long Number(string sql, object? values = null) => connection.ExecuteScalar<long>(sql, values);

    public void Execute(string sql) => connection.Execute(sql);

    public void Dispose() => connection.Dispose();

    private static SqliteConnection Open(string path)
    {
        var connection = new SqliteConnection($"Data Source={path};Mode=ReadWrite;Pooling=false;Default Timeout=30");
        connection.Open();
        return connection;
    }
}
