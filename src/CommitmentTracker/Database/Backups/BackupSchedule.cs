namespace CommitmentTracker.Database.Backups;

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
