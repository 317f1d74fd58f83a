using Dapper;
using Microsoft.Data.Sqlite;

namespace CommitmentTracker.Database.Migrations;

/// <summary>The schema that the migrations add up to, as one readable text: what db/schema.sql holds.</summary>
internal static class SchemaText
{
    private const string Heading = "-- Generated from db/migrations by a test; see CONTRIBUTING.md. Do not edit.\n";

    private const string ObjectsSql = """
        select sql from sqlite_schema
        where sql is not null and name not like 'sqlite\_%' escape '\'
        order by case type when 'table' then 0 when 'index' then 1 else 2 end, tbl_name, name
        """;

    public static string Of(SqliteConnection connection) =>
        Heading + string.Concat(connection.Query<string>(ObjectsSql).Select(sql => $"\n{sql.ReplaceLineEndings("\n")};\n"));
}
