using Microsoft.Data.Sqlite;

namespace CommitmentTracker.Data.Engines.Sqlite.Backups;

/// <summary>Puts a backup in the place of the database. What was there stays, under another name; while anyone has it open nothing is done.</summary>
internal sealed class Restoration(SqliteEngine engine, TimeProvider time)
{
    // What SQLite locks of a file in use: the shared range and the two bytes before it.
    private const long LockedFrom = 0x40000000;
    private const long LockedLength = 512;

    private static readonly string[] Logs = ["-wal", "-journal"];

    private readonly string place = engine.Place;

    public async Task<Restored> RunAsync(string file, CancellationToken cancellation)
    {
        var from = Path.GetFullPath(file);
        if (from == place)
        {
            throw new DatabaseFileException($"{from} is the database itself.");
        }

        if (!File.Exists(from))
        {
            throw new DatabaseFileException($"There is no file {from}.");
        }

        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(place)!);
            // Before the long work, and in earnest after it: a service may have been started meanwhile.
            RefuseInUse();
            using var backup = engine.At(from);
            var outcome = await CheckedCopy.MakeAsync(backup, place, cancellation);
            return new Restored(from, PutInPlace(CheckedCopy.PathFor(place)), outcome);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new DatabaseFileException($"{from} was not put in place: {fault.Message}", fault);
        }
    }

    private void RefuseInUse()
    {
        using var alone = File.Exists(place) ? LockedFile() : null;
    }

    private string? PutInPlace(string copy)
    {
        try
        {
            var kept = KeptPath();
            var isThere = File.Exists(place);
            using var alone = isThere ? OpenAlone() : null;
            // A log that stayed would be taken for that of the copy, and written into it.
            foreach (var log in Logs.Where(log => File.Exists(place + log)))
            {
                File.Move(place + log, kept + log);
            }

            File.Delete(place + "-shm");
            Exchange(copy, isThere ? kept : null);
            FolderSync.Flush(Path.GetDirectoryName(place)!);
            return isThere ? kept : null;
        }
        catch
        {
            CheckedCopy.Remove(copy);
            throw;
        }
    }

    private void Exchange(string copy, string? kept)
    {
        if (kept is null)
        {
            File.Move(copy, place, overwrite: false);
            return;
        }

        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(copy, File.GetUnixFileMode(place));
        }

        // At each moment there is a file in the place: a service that starts just then would make an empty one.
        File.Replace(copy, place, kept);
    }

    /// <summary>Of a database that is damaged too much for the engine the file itself is locked, as the engine would lock it.</summary>
    private IDisposable OpenAlone()
    {
        try
        {
            return engine.Connections.OpenAlone();
        }
        catch (SqliteException fault) when (SqliteFaults.AsStoreException(fault).Fault == StoreFault.Damaged)
        {
            return LockedFile();
        }
        catch (SqliteException fault)
        {
            throw new DatabaseFileException(SqliteFaults.InWords(fault, place), fault);
        }
    }

    private FileStream LockedFile()
    {
        var file = new FileStream(place, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        try
        {
            if (OperatingSystem.IsLinux() || OperatingSystem.IsWindows())
            {
                file.Lock(LockedFrom, LockedLength);
            }

            return file;
        }
        catch (IOException fault)
        {
            file.Dispose();
            throw new DatabaseFileException($"{place} is in use: stop the service, or what else has it open.", fault);
        }
    }

    private string KeptPath()
    {
        var name = $"{Path.GetFileNameWithoutExtension(place)}-replaced-{BackupFiles.Stamp(time.GetUtcNow())}";
        var kept = Path.Combine(Path.GetDirectoryName(place)!, name + Path.GetExtension(place));
        return Path.Exists(kept) ? throw new DatabaseFileException($"{kept} is there already: try again in a second.") : kept;
    }
}
