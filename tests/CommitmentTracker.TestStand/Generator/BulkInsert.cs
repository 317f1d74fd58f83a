using System.Reflection;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace CommitmentTracker.TestStand.Generator;

/// <summary>Inserts rows of one kind by one prepared statement; the columns are named as the row's members are.</summary>
internal sealed class BulkInsert<TRow> : IDisposable
    where TRow : class
{
    private readonly SqliteCommand command;
    private readonly (PropertyInfo Member, SqliteParameter Value)[] columns;

    public BulkInsert(SqliteConnection connection, string table)
    {
        var members = typeof(TRow).GetProperties(BindingFlags.Public | BindingFlags.Instance);
        command = connection.CreateCommand();
        columns = [.. members.Select(member => (member, command.Parameters.AddWithValue($"@{member.Name}", DBNull.Value)))];
        var names = members.Select(member => JsonNamingPolicy.SnakeCaseLower.ConvertName(member.Name));
        var values = members.Select(member => $"@{member.Name}");
        command.CommandText = $"insert into {table} ({string.Join(", ", names)}) values ({string.Join(", ", values)})";
        command.Prepare();
    }

    public void Add(TRow row)
    {
        foreach (var (member, value) in columns)
        {
            value.Value = member.GetValue(row) ?? DBNull.Value;
        }

        command.ExecuteNonQuery();
    }

    public void AddAll(IEnumerable<TRow> rows)
    {
        foreach (var row in rows)
        {
            Add(row);
        }
    }

    public void Dispose() => command.Dispose();
}
