using Dapper;
using Microsoft.Data.Sqlite;

namespace CommitmentTracker.TestStand.Generator;

/// <summary>The indexes and triggers of a database, taken out while it is filled: made anew at the end they cost a fraction.</summary>
internal sealed record LaidAside(IReadOnlyList<string> Statements)
{
    private const string Sql = "select type, name, sql from sqlite_schema where type in ('index', 'trigger') and sql is not null";

    public static LaidAside From(SqliteConnection connection)
    {
        var all = connection.Query<(string Type, string Name, string Sql)>(Sql).AsList();
        foreach (var (type, name, _) in all)
        {
            connection.Execute($"drop {type} {name}");
        }

        return new LaidAside([.. all.Select(each => each.Sql)]);
    }

    public void PutBack(SqliteConnection connection)
    {
        foreach (var statement in Statements)
        {
            connection.Execute(statement);
        }
    }
}
