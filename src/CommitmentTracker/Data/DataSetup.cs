using Dapper;
using Microsoft.Data.Sqlite;

namespace CommitmentTracker.Data;

internal static class DatabaseSetup
{
    public static IServiceCollection AddDatabase(this IServiceCollection services)
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        services
            .AddOptions<DatabaseOptions>()
            .BindConfiguration(DatabaseOptions.Section)
            .ValidateOnStart()
            .Validate(database => !string.IsNullOrWhiteSpace(database.Path), "Database__Path must name the database file.")
            .Validate(database => database.WriteWaitSeconds is > 0 and <= 60, "Database__WriteWaitSeconds must be from 1 to 60.");
        services.AddSingleton(provider => new SqliteConnections(Path.GetFullPath(Options(provider).Path)));
        services
            .AddSingleton<Preparation>()
            .AddSingleton<Migrator>()
            .AddSingleton<CommitSignal>()
            .AddSingleton<DataVersion>()
            .AddSingleton<StoreMeter>();
        services.AddSingleton<Damage>().AddSingleton<DatabaseFile>();
        // The writer before the readers: what is made last is closed first, and the writer, closed last, folds the log into the file.
        services.AddSingleton<WriteQueue>().AddSingleton<ReadConnections>();
        services.AddSingleton(provider =>
        {
            var writes = provider.GetRequiredService<WriteQueue>();
            var readers = provider.GetRequiredService<ReadConnections>();
            return new Store(readers, writes, TimeSpan.FromSeconds(Options(provider).WriteWaitSeconds));
        });
        services.AddSingleton<KnownNames>();
        return services;
    }

    /// <summary>Makes the folder and the file when missing, and brings the schema up to date.</summary>
    public static void PrepareDatabase(this IServiceProvider services)
    {
        var path = services.GetRequiredService<SqliteConnections>().Path;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            services.GetRequiredService<Migrator>().Run(Migration.Embedded);
        }
        catch (SqliteException fault) when (SqliteFaults.AsStoreException(fault) is { Fault: StoreFault.Busy } busy)
        {
            throw busy;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or SqliteException)
        {
            throw new StartException(
                $"The database {path} cannot be opened: {fault.Message} Check Database__Path and the rights on its folder.",
                fault
            );
        }
    }

    private static DatabaseOptions Options(IServiceProvider provider) => provider.GetRequiredService<IOptions<DatabaseOptions>>().Value;
}

internal sealed class DatabaseOptions
{
    public const string Section = "Database";

    /// <summary>The database file; its folder is made when missing.</summary>
    public string Path { get; set; } = "data/commitments.db";

    /// <summary>How long a write waits for its turn before it is told to come back later.</summary>
    public int WriteWaitSeconds { get; set; } = 5;
}

/// <summary>
/// The work on the database that comes before all other: its schema, the facts that are shipped, the first key. It goes on beside the rest
/// of the start, and whatever uses the database waits for it.
/// </summary>
internal sealed class Preparation
{
    /// <summary>Fails with what keeps the service from starting.</summary>
    public Task Done { get; private set; } = Task.FromException(new InvalidOperationException("The preparation has not begun."));

    public bool IsDone => Done.IsCompletedSuccessfully;

    public void Begin(Func<Task> prepare) => Done = Task.Run(prepare);
}
