namespace CommitmentTracker.Data.Engines.Sqlite.Backups;

/// <summary>Backups of a database that is a file.</summary>
internal sealed class FileBackups(BackupTurns turns, BackupWriter writer, Restoration restoration) : IBackups
{
    public bool AreWanted => turns.AreWanted;

    public static FileBackups Of(SqliteEngine engine, IServiceProvider services)
    {
        var (time, options) = (services.GetRequiredService<TimeProvider>(), services.GetRequiredService<IOptions<BackupOptions>>());
        var files = new BackupFiles(engine.Connections, options);
        var writer = new BackupWriter(engine, files, time);
        var turns = new BackupTurns(writer, files, options, time, services.GetRequiredService<ILogger<BackupTurns>>());
        return new FileBackups(turns, writer, new Restoration(engine, time));
    }

    public Task TakeTurnAsync(CancellationToken cancellation) => turns.TakeAsync(cancellation);

    public Task<Backup> WriteAsync(string? to, CancellationToken cancellation) => writer.WriteAsync(to, cancellation);

    public Task<Restored> RestoreAsync(string file, CancellationToken cancellation) => restoration.RunAsync(file, cancellation);
}
