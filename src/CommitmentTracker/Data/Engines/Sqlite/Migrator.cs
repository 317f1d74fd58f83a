using Dapper;
using Microsoft.Data.Sqlite;

namespace CommitmentTracker.Data.Engines.Sqlite;

/// <summary>Brings a database to the program's schema, one transaction a migration, or refuses to start with a sentence that says what to do.</summary>
internal sealed class Migrator(SqliteConnections connections, TimeProvider time)
{
    private const string JournalSql = """
        create table if not exists schema_migrations (
            number integer primary key,
            name text not null,
            sha256 text not null,
            applied_at text not null
        ) strict;
        """;

    private const string ThereSql = "select 1 from sqlite_schema where type = 'table' and name = 'schema_migrations'";

    public static IReadOnlyList<Migration> Migrations { get; } = Migration.Embedded(SqliteEngine.EngineName);

    public static async Task<bool> HasJournalAsync(Session session) => await session.ReadAsync(ThereSql, row => row.Number()) is not [];

    public void Run(IReadOnlyList<Migration> migrations)
    {
        using var connection = connections.OpenForSetUp();
        // Migration 16 cut words by it into an index that migration 17 drops.
        connection.CreateFunction<string?, string?>("search_words", _ => null);
        connection.Run(JournalSql);
        // The driver does all of it before it returns.
        var applied = AppliedMigration.AllAsync(new Session(connection, CancellationToken.None)).GetAwaiter().GetResult();
        foreach (var migration in Migration.Pending(applied, migrations))
        {
            try
            {
                ApplyInTransaction(connection, migration);
            }
            catch (SqliteException fault)
            {
                throw migration.Failed(fault);
            }
        }
    }

    private void ApplyInTransaction(SqliteConnection connection, Migration migration)
    {
        using var transaction = connection.BeginTransaction();
        connection.Execute(migration.Sql, transaction: transaction);
        connection.Execute(
            AppliedMigration.InsertSql,
            new
            {
                migration.Number,
                migration.Name,
                migration.Hash,
                AppliedAt = Stored.Instant(time.GetUtcNow()),
            },
            transaction
        );
        transaction.Commit();
    }
}

/// <summary>The schema that the migrations add up to, as one readable text: what db/schema.sql holds.</summary>
internal static class SchemaText
{
    private const string Heading = "-- Generated from db/migrations/sqlite by a test; see CONTRIBUTING.md. Do not edit.\n";

    private const string ObjectsSql = """
        select sql from sqlite_schema
        where sql is not null and name not like 'sqlite\_%' escape '\'
        order by case type when 'table' then 0 when 'index' then 1 else 2 end, tbl_name, name
        """;

    public static string Of(SqliteConnection connection) =>
        Heading + string.Concat(connection.Query<string>(ObjectsSql).Select(sql => $"\n{sql.ReplaceLineEndings("\n")};\n"));
}
