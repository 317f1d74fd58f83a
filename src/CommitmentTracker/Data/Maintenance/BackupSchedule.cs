namespace CommitmentTracker.Data.Maintenance;

/// <summary>Looks now and then whether a backup is due, for as long as the service runs. Short steps, so that a clock that is put right counts.</summary>
internal sealed class BackupSchedule(Preparation preparation, BackupTurns turns, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await preparation.Done.WaitAsync(stoppingToken);
        while (turns.AreWanted && !stoppingToken.IsCancellationRequested)
        {
            await turns.TakeAsync(stoppingToken);
            await Task.Delay(Step, time, stoppingToken);
        }
    }
}

/// <summary>
/// When the next backup is due, and what is done then. The newest file says when the last one was made, so that a service that is
/// restarted every day still makes one a week.
/// </summary>
internal sealed class BackupTurns(
    BackupWriter backups,
    BackupFiles files,
    IOptions<BackupOptions> options,
    TimeProvider time,
    ILogger<BackupTurns> logger
)
{
    private static readonly TimeSpan PauseAfterFault = TimeSpan.FromHours(1);
    private static readonly TimeSpan UnfinishedAtMost = TimeSpan.FromDays(1);

    private DateTimeOffset notBefore = DateTimeOffset.MinValue;

    public bool AreWanted => options.Value.EveryHours > 0;

    /// <summary>Makes a backup where one is due. What goes wrong is told in one line, and tried again an hour later.</summary>
    public async Task TakeAsync(CancellationToken cancellation)
    {
        try
        {
            if (IsDue())
            {
                var backup = await backups.WriteAsync(to: null, cancellation);
                logger.LogInformation("Backed up to {Path}: {Bytes} bytes, checked", backup.Path, backup.Bytes);
                RemoveOld(backup);
            }
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            notBefore = time.GetUtcNow() + PauseAfterFault;
            if (fault is DatabaseFileException)
            {
                logger.LogError("No backup was made, and in an hour it is tried again: {Reason}", fault.Message);
            }
            else
            {
                logger.LogError(fault, "A backup failed, and in an hour it is tried again");
            }
        }
    }

    private bool IsDue()
    {
        var now = time.GetUtcNow();
        // A file of a time to come was made while the clock was wrong, and must not hold back the next for as long.
        var last = files.All().FirstOrDefault(file => file.At <= now);
        return now >= notBefore && (last is null || now >= last.At.AddHours(options.Value.EveryHours));
    }

    /// <summary>Only now, that a newer one is there and was checked, and only what has our own names.</summary>
    private void RemoveOld(Backup newest)
    {
        var now = time.GetUtcNow();
        var old = files.All().Skip(options.Value.Keep).Where(file => file.Path != newest.Path);
        foreach (var file in old.Concat(files.Unfinished().Where(file => file.At < now - UnfinishedAtMost)))
        {
            File.Delete(file.Path);
            logger.LogInformation("Removed the old backup {Path}", file.Path);
        }
    }
}

internal sealed class BackupOptions
{
    public const string Section = "Backups";

    private const int HoursOfAYear = 8760;

    /// <summary>Where backups go; a relative path starts at the database's folder.</summary>
    public string Folder { get; set; } = "backups";

    /// <summary>How many hours after the last backup the service makes the next; 0 for never.</summary>
    public int EveryHours { get; set; }

    /// <summary>How many backups stay when the service has made a new one.</summary>
    public int Keep { get; set; } = 14;

    public bool HasInterval => EveryHours is >= 0 and <= HoursOfAYear;
}

internal static class BackupSetup
{
    public static IServiceCollection AddBackups(this IServiceCollection services)
    {
        services
            .AddOptions<BackupOptions>()
            .BindConfiguration(BackupOptions.Section)
            .ValidateOnStart()
            .Validate(backups => !string.IsNullOrWhiteSpace(backups.Folder), "Backups__Folder must name a folder.")
            .Validate(backups => backups.HasInterval, "Backups__EveryHours must be from 0 to 8760; 0 makes no backups.")
            .Validate(backups => backups.Keep is >= 1 and <= 10_000, "Backups__Keep must be from 1 to 10000.");
        services.AddSingleton<BackupFiles>();
        services.AddSingleton<BackupWriter>();
        services.AddSingleton<Restoration>();
        services.AddSingleton<BackupTurns>();
        services.AddHostedService<BackupSchedule>();
        return services;
    }
}
