using System.Security.Cryptography;

namespace CommitmentTracker.Data.Engines;

/// <summary>A numbered step of the schema, as it was written: its hash shows whether anyone edited it afterwards.</summary>
internal sealed record Migration(int Number, string Name, string Sql)
{
    public string Hash { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql.ReplaceLineEndings("\n"))));

    /// <summary>The migrations that the program carries for an engine, in order.</summary>
    public static IReadOnlyList<Migration> Embedded(string engine)
    {
        var folder = $"migrations/{engine}/";
        return
        [
            .. typeof(Migration)
                .Assembly.GetManifestResourceNames()
                .Where(name => name.StartsWith(folder, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(name => Read(name, folder)),
        ];
    }

    /// <summary>
    /// Those that are still to be applied. Refuses a database that a newer program made, and one to which a migration was applied that was
    /// edited since.
    /// </summary>
    public static IEnumerable<Migration> Pending(IReadOnlyList<AppliedMigration> applied, IReadOnlyList<Migration> migrations)
    {
        if (applied is [.., var last] && last.Number > migrations[^1].Number)
        {
            throw new StartException(
                $"The database was made by a newer version of this program (it holds migration {last.Name}, this program ends at "
                    + $"{migrations[^1].Name}). Start the newer version, or restore a backup from before the upgrade."
            );
        }

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

        return migrations.Skip(applied.Count);
    }

    public StartException Failed(Exception fault) =>
        new(
            $"Migration {Name} could not be applied and was taken back: {fault.Message} The database stands as it was before "
                + "it. Mend what the message names and start again, or start the version of this program that ran before.",
            fault
        );

    private static Migration Read(string resource, string folder)
    {
        using var reader = new StreamReader(typeof(Migration).Assembly.GetManifestResourceStream(resource)!);
        var name = Path.GetFileNameWithoutExtension(resource[folder.Length..]);
        return new Migration(int.Parse(name[..4], CultureInfo.InvariantCulture), name, reader.ReadToEnd());
    }
}

/// <summary>A migration that was applied to a database, as that database remembers it.</summary>
internal sealed record AppliedMigration(long Number, string Name, string Hash)
{
    public const string InsertSql =
        "insert into schema_migrations (number, name, sha256, applied_at) values (@Number, @Name, @Hash, @AppliedAt)";

    private const string AllSql = "select number, name, sha256 from schema_migrations order by number";

    /// <summary>Read by hand, since every start does.</summary>
    public static async Task<IReadOnlyList<AppliedMigration>> AllAsync(Session session) =>
        await session.ReadAsync(AllSql, row => new AppliedMigration(row.Number(), row.Text(), row.Text()));
}
