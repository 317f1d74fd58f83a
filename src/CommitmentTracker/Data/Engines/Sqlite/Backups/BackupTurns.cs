namespace CommitmentTracker.Data.Engines.Sqlite.Backups;

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
