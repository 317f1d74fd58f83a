using Dapper;
using Microsoft.Data.Sqlite;

namespace CommitmentTracker.Torture.Support;

/// <summary>The database of a service, looked into from outside.</summary>
internal sealed class DatabaseFile(string path) : IDisposable
{
    private const string HalfDoneSql = """
        select c.code || ' has version ' || c.version || ' and ' || count(j.change_id) || ' changes'
        from commitments c
        left join changes j on j.resource_type = 'commitment' and j.resource_key = c.code
        group by c.code
        having count(j.change_id) <> c.version
        """;

    private const string UnjournalledSql = """
        select public_id || ' is verified and not in the journal'
        from progress_updates
        where review = 'verified'
            and public_id not in (
                select json_extract(fields_after, '$.progressUpdate') from changes where type = 'progress_update_verified'
            )
        """;

    private readonly SqliteConnection connection = Open(path);

    /// <summary>What is damaged, refers to nothing, or was written by halves; empty when all is well.</summary>
    public IReadOnlyList<string> Faults() =>
        [
            .. Column("pragma integrity_check").Where(line => line != "ok"),
            .. connection.Query("pragma foreign_key_check").Select(row => $"a row refers to nothing: {row}"),
            .. Column(HalfDoneSql),
            .. Column(UnjournalledSql),
        ];

    public IReadOnlyList<string> Column(string sql, object? values = null) => connection.Query<string>(sql, values).AsList();

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
