namespace CommitmentTracker.Data.Engines.Sqlite.Backups;

/// <summary>Makes backups, beside the running service or without it. A backup that is there was checked, and none is ever overwritten.</summary>
internal sealed class BackupWriter(SqliteEngine engine, BackupFiles files, TimeProvider time)
{
    /// <param name="to">The file to make; one in the folder of the settings unless said.</param>
    /// <param name="cancellation">Ends it without a trace.</param>
    public async Task<Backup> WriteAsync(string? to, CancellationToken cancellation)
    {
        try
        {
            if (to is null)
            {
                files.MakeFolder();
            }

            var place = Path.GetFullPath(to ?? files.PathAt(time.GetUtcNow()));
            RefuseTaken(place);
            var outcome = await CheckedCopy.MakeAsync(engine, place, cancellation);
            Put(CheckedCopy.PathFor(place), place);
            return new Backup(place, new FileInfo(place).Length, outcome);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new DatabaseFileException($"No backup was made: {fault.Message}", fault);
        }
    }

    private static void RefuseTaken(string place)
    {
        if (Path.Exists(place))
        {
            throw new DatabaseFileException($"{place} is there already, and no backup is overwritten: name another file.");
        }

        if (!Directory.Exists(Path.GetDirectoryName(place)))
        {
            throw new DatabaseFileException($"There is no folder {Path.GetDirectoryName(place)}.");
        }
    }

    private static void Put(string copy, string place)
    {
        try
        {
            File.Move(copy, place, overwrite: false);
        }
        catch
        {
            CheckedCopy.Remove(copy);
            throw;
        }

        FolderSync.Flush(Path.GetDirectoryName(place)!);
    }
}
