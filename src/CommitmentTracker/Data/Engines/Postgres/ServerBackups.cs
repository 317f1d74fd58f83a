namespace CommitmentTracker.Data.Engines.Postgres;

/// <summary>Backups of a database server are the server's own: what makes them there also keeps the log, and can put back any moment.</summary>
internal sealed class ServerBackups : IBackups
{
    public bool AreWanted => false;

    public Task TakeTurnAsync(CancellationToken cancellation) => Task.CompletedTask;

    public Task<Backup> WriteAsync(string? to, CancellationToken cancellation) => throw Elsewhere;

    public Task<Restored> RestoreAsync(string file, CancellationToken cancellation) => throw Elsewhere;

    private static DatabaseFileException Elsewhere =>
        new("Backups of PostgreSQL are its server's own: pg_dump and pg_restore, or its archive of the log. The README says how.");
}
