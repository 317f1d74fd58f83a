using Dapper;

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
            .Validate(database => database.WriteWaitSeconds is > 0 and <= 60, "Database__WriteWaitSeconds must be from 1 to 60.");
        services.AddEngine();
        services.AddSingleton<Preparation>().AddSingleton<CommitSignal>().AddSingleton<CommitWatch>().AddSingleton<StoreMeter>();
        services.AddSingleton<RecentCommitments>().AddSingleton<Damage>().AddSingleton<WriteQueue>().AddSingleton<KnownNames>();
        services.AddSingleton(provider => new Store(
            provider.GetRequiredService<IEngine>(),
            provider.GetRequiredService<WriteQueue>(),
            TimeSpan.FromSeconds(provider.GetRequiredService<IOptions<DatabaseOptions>>().Value.WriteWaitSeconds)
        ));
        return services;
    }
}

internal sealed class DatabaseOptions
{
    public const string Section = "Database";

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

    /// <summary>For what goes on beside the requests: where the preparation fails, the program says why and ends, and nobody else need say it.</summary>
    public async Task SucceededAsync(CancellationToken cancellation)
    {
        await Done.WaitAsync(cancellation).ContinueWith(_ => { }, TaskScheduler.Default);
        await (IsDone ? Task.CompletedTask : Task.Delay(Timeout.Infinite, cancellation));
    }

    public void Begin(Func<Task> prepare) => Done = Task.Run(prepare);
}
