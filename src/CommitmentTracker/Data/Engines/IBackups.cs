using CommitmentTracker.Data.Maintenance;

namespace CommitmentTracker.Data.Engines;

/// <summary>Backups that the program itself makes and puts back, where the engine keeps the database in a file.</summary>
internal interface IBackups
{
    /// <summary>Whether the service makes any by itself.</summary>
    bool AreWanted { get; }

    /// <summary>Makes one where one is due, and removes what is too old. What goes wrong is logged.</summary>
    Task TakeTurnAsync(CancellationToken cancellation);

    /// <param name="to">The file to make; one in the folder of the settings unless said.</param>
    /// <param name="cancellation">Ends it without a trace.</param>
    Task<Backup> WriteAsync(string? to, CancellationToken cancellation);

    /// <summary>Puts a backup in the place of the database, while nobody has it open.</summary>
    Task<Restored> RestoreAsync(string file, CancellationToken cancellation);
}

/// <summary>A backup that was made, with what its check came to.</summary>
internal sealed record Backup(string Path, long Bytes, CheckOutcome Outcome);

/// <summary>A backup that was put in place, where what was there is now, and what the check of it came to.</summary>
internal sealed record Restored(string From, string? Kept, CheckOutcome Outcome);

/// <summary>Looks now and then whether a backup is due, for as long as the service runs. Short steps, so that a clock that is put right counts.</summary>
internal sealed class BackupSchedule(Preparation preparation, IBackups backups, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await preparation.SucceededAsync(stoppingToken);
        while (backups.AreWanted && !stoppingToken.IsCancellationRequested)
        {
            await backups.TakeTurnAsync(stoppingToken);
            await Task.Delay(Step, time, stoppingToken);
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
