using Dapper;
using Npgsql;

namespace CommitmentTracker.Data.Engines.Postgres;

/// <summary>
/// Brings a database to the program's schema, one transaction a migration. Of several processes that start at once one does it, and the
/// others wait and find it done.
/// </summary>
internal sealed class PostgresMigrator(NpgsqlConnection connection, TimeProvider time)
{
    private const long Lock = 0x4d69677261746521;

    private const string JournalSql = """
        create table if not exists schema_migrations (
            number bigint primary key,
            name text collate "C" not null,
            sha256 text collate "C" not null,
            applied_at text collate "C" not null
        )
        """;

    private const string ThereSql = "select 1 from pg_catalog.pg_class where oid = to_regclass('schema_migrations') and relkind = 'r'";

    public static IReadOnlyList<Migration> Migrations { get; } = Migration.Embedded(PostgresEngine.EngineName);

    public static async Task<IReadOnlyList<AppliedMigration>?> AppliedAsync(Session session) =>
        await session.FirstOrDefaultAsync<long?>(ThereSql) is null ? null : await AppliedMigration.AllAsync(session);

    public async Task RunAsync(IReadOnlyList<Migration> migrations)
    {
        await connection.ExecuteAsync($"select pg_advisory_lock({Lock})", commandTimeout: 0);
        try
        {
            var session = new Session(connection, CancellationToken.None);
            // Asked first: whoever may only read and write rows need not be allowed to make tables once they are there.
            if (await AppliedAsync(session) is not { } applied)
            {
                await connection.ExecuteAsync(JournalSql);
                applied = [];
            }

            foreach (var migration in Migration.Pending(applied, migrations))
            {
                await ApplyAsync(migration);
            }
        }
        finally
        {
            await connection.ExecuteAsync($"select pg_advisory_unlock({Lock})");
        }
    }

    private async Task ApplyAsync(Migration migration)
    {
        try
        {
            await using var transaction = await connection.BeginTransactionAsync();
            await connection.ExecuteAsync(migration.Sql, commandTimeout: 0);
            await connection.ExecuteAsync(
                AppliedMigration.InsertSql,
                new
                {
                    migration.Number,
                    migration.Name,
                    migration.Hash,
                    AppliedAt = Stored.Instant(time.GetUtcNow()),
                }
            );
            await transaction.CommitAsync();
        }
        catch (PostgresException fault)
        {
            throw migration.Failed(fault);
        }
    }
}
