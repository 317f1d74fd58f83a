using CommitmentTracker.Data.Engines.Postgres;
using CommitmentTracker.Data.Engines.Sqlite;
using CommitmentTracker.Data.Engines.Sqlite.Backups;

namespace CommitmentTracker.Data.Engines;

/// <summary>The one place that chooses between engines.</summary>
internal static class EngineSetup
{
    /// <summary>How a command names a database.</summary>
    public const string Places = "sqlite:FILE or postgresql:CONNECTION STRING";

    private static readonly string[] Names = [SqliteEngine.EngineName, PostgresEngine.EngineName];

    public static IServiceCollection AddEngine(this IServiceCollection services)
    {
        services
            .AddOptions<EngineOptions>()
            .BindConfiguration(DatabaseOptions.Section)
            .ValidateOnStart()
            .Validate(database => Names.Contains(database.Engine), $"Database__Engine must be {string.Join(" or ", Names)}.")
            .Validate(database => !string.IsNullOrWhiteSpace(database.Path), "Database__Path must name the database file.")
            .Validate(
                database => !database.IsPostgres || database.HasOneConnectionString,
                "Database__Engine=postgresql needs either Database__ConnectionString or Database__ConnectionStringFile, a file that holds it."
            );
        services.AddSingleton(Create);
        return services;
    }

    public static IServiceCollection AddBackups(this IServiceCollection services)
    {
        services
            .AddOptions<BackupOptions>()
            .BindConfiguration(BackupOptions.Section)
            .ValidateOnStart()
            .Validate(backups => !string.IsNullOrWhiteSpace(backups.Folder), "Backups__Folder must name a folder.")
            .Validate(backups => backups.HasInterval, "Backups__EveryHours must be from 0 to 8760; 0 makes no backups.")
            .Validate(backups => backups.Keep is >= 1 and <= 10_000, "Backups__Keep must be from 1 to 10000.")
            .Validate<IEngine>(
                (backups, engine) => backups.EveryHours == 0 || engine is SqliteEngine,
                "Backups__EveryHours makes backups of a database file. Those of PostgreSQL are its server's own: see the README."
            );
        services.AddSingleton<IBackups>(services =>
            services.GetRequiredService<IEngine>() is SqliteEngine engine ? FileBackups.Of(engine, services) : new ServerBackups()
        );
        services.AddHostedService<BackupSchedule>();
        return services;
    }

    /// <summary>The engine of a place that is named as <c>sqlite:FILE</c> or <c>postgresql:CONNECTION STRING</c>.</summary>
    public static IEngine Named(string place, TimeProvider time) =>
        place.Split(':', 2) switch
        {
            [SqliteEngine.EngineName, { Length: > 0 } file] => new SqliteEngine(Path.GetFullPath(file), time),
            [PostgresEngine.EngineName, { Length: > 0 } connection] => PostgresEngine.Of(connection, time),
            _ => throw new StartException($"{place} names no database: write {Places}."),
        };

    private static IEngine Create(IServiceProvider services)
    {
        var (options, time) = (services.GetRequiredService<IOptions<EngineOptions>>().Value, services.GetRequiredService<TimeProvider>());
        return options.IsPostgres
            ? PostgresEngine.Of(options.ReadConnectionString(), time)
            : new SqliteEngine(Path.GetFullPath(options.Path), time);
    }
}

internal sealed class EngineOptions
{
    /// <summary>What keeps the database: <c>sqlite</c>, in one file for one process, or <c>postgresql</c>, for as many as there are.</summary>
    public string Engine { get; set; } = SqliteEngine.EngineName;

    /// <summary>The database file of SQLite; its folder is made when missing.</summary>
    public string Path { get; set; } = "data/commitments.db";

    /// <summary>Where the database of PostgreSQL is, such as <c>Host=db;Database=commitments;Username=tracker;Password=…</c>.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>A file that holds the same, for where secrets are files.</summary>
    public string? ConnectionStringFile { get; set; }

    public bool IsPostgres => Engine == PostgresEngine.EngineName;

    public bool HasOneConnectionString => string.IsNullOrWhiteSpace(ConnectionString) != string.IsNullOrWhiteSpace(ConnectionStringFile);

    public string ReadConnectionString()
    {
        try
        {
            return ConnectionString ?? File.ReadAllText(ConnectionStringFile!).Trim();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new StartException($"Database__ConnectionStringFile cannot be read: {fault.Message}", fault);
        }
    }
}
