using System.Security.Cryptography;
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

    private const string AppliedSql = "select number, name, sha256 from schema_migrations order by number";

    public void Run(IReadOnlyList<Migration> migrations)
    {
        using var connection = connections.OpenForSetUp();
        // Migration 16 cut words by it into an index that migration 17 drops.
        connection.CreateFunction<string?, string?>("search_words", _ => null);
        connection.Run(JournalSql);
        var applied = Read(connection);
        RefuseNewer(applied, migrations);
        RefuseEdited(applied, migrations);
        foreach (var migration in migrations.Skip(applied.Count))
        {
            Apply(connection, migration);
        }
    }

    /// <summary>Without Dapper, which would compile a reader for this at each start.</summary>
    private static List<Applied> Read(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = AppliedSql;
        using var reader = command.ExecuteReader();
        var applied = new List<Applied>();
        while (reader.Read())
        {
            applied.Add(new Applied(reader.GetInt32(0), reader.GetString(1), reader.GetString(2)));
        }

        return applied;
    }

    private static void RefuseNewer(List<Applied> applied, IReadOnlyList<Migration> migrations)
    {
        if (applied.LastOrDefault() is { } last && last.Number > migrations[^1].Number)
        {
            throw new StartException(
                $"The database was made by a newer version of this program (it holds migration {last.Name}, this program ends at "
                    + $"{migrations[^1].Name}). Start the newer version, or restore a backup from before the upgrade."
            );
        }
    }

    private static void RefuseEdited(List<Applied> applied, IReadOnlyList<Migration> migrations)
    {
        foreach (var (known, migration) in applied.Zip(migrations))
        {
            if (known.Number != migration.Number || known.Hash != migration.Hash)
            {
                throw new StartException(
                    $"Migration {known.Name} was changed after it had been applied to this database. Restore the file as it was, and put "
                        + "the change into a new migration with the next number."
                );
            }
        }
    }

    private void Apply(SqliteConnection connection, Migration migration)
    {
        try
        {
            ApplyInTransaction(connection, migration);
        }
        catch (SqliteException fault)
        {
            throw new StartException(
                $"Migration {migration.Name} could not be applied and was taken back: {fault.Message} The database stands as it was before "
                    + "it. Mend what the message names and start again, or start the version of this program that ran before.",
                fault
            );
        }
    }

    private void ApplyInTransaction(SqliteConnection connection, Migration migration)
    {
        using var transaction = connection.BeginTransaction();
        connection.Execute(migration.Sql, transaction: transaction);
        connection.Execute(
            "insert into schema_migrations (number, name, sha256, applied_at) values (@Number, @Name, @Hash, @AppliedAt)",
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

    private sealed record Applied(int Number, string Name, string Hash);
}

/// <summary>A numbered step of the schema, as it was written: its hash shows whether anyone edited it afterwards.</summary>
internal sealed record Migration(int Number, string Name, string Sql)
{
    private const string Folder = "migrations/";

    public string Hash { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql.ReplaceLineEndings("\n"))));

    /// <summary>The migrations that the program carries, in order.</summary>
    public static IReadOnlyList<Migration> Embedded { get; } =
    [
        .. typeof(Migration)
            .Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(Read),
    ];

    private static Migration Read(string resource)
    {
        using var reader = new StreamReader(typeof(Migration).Assembly.GetManifestResourceStream(resource)!);
        var name = Path.GetFileNameWithoutExtension(resource[Folder.Length..]);
        return new Migration(int.Parse(name[..4], CultureInfo.InvariantCulture), name, reader.ReadToEnd());
    }
}

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
