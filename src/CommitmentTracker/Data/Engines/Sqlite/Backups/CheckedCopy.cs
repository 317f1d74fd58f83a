using Dapper;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace CommitmentTracker.Data.Engines.Sqlite.Backups;

/// <summary>A copy of a database that was opened and checked, under a name that says it is not yet in its place.</summary>
internal static class CheckedCopy
{
    /// <summary>What the name ends in until the copy is whole.</summary>
    public const string Unfinished = ".unfinished";

    private static readonly string[] Companions = ["", "-journal", "-wal", "-shm"];

    /// <summary>Writes the copy beside <paramref name="place"/> and to the disk itself. Without a sound copy nothing stays.</summary>
    public static async Task<CheckOutcome> MakeAsync(SqliteEngine from, string place, CancellationToken cancellation)
    {
        var copy = PathFor(place);
        Claim(copy);
        try
        {
            await DatabaseCopy.WriteAsync(from.Connections, copy, cancellation);
            using var copies = from.At(copy);
            var outcome = await DatabaseCheck.RunAsync(copies, cancellation);
            if (!outcome.IsSound)
            {
                throw new DatabaseFileException(Unsound(from.Place, outcome.Findings));
            }

            using var file = new FileStream(copy, FileMode.Open, FileAccess.ReadWrite);
            file.Flush(flushToDisk: true);
            return outcome;
        }
        catch (SqliteException fault)
        {
            Remove(copy);
            // A disk that is full is that of the copy; all else is said of what was to be copied.
            var about = SqliteFaults.AsStoreException(fault).Fault == StoreFault.Full ? copy : from.Place;
            throw new DatabaseFileException(SqliteFaults.InWords(fault, about), fault);
        }
        catch
        {
            Remove(copy);
            throw;
        }
    }

    public static string PathFor(string place) => place + Unfinished;

    public static void Remove(string copy)
    {
        foreach (var companion in Companions)
        {
            File.Delete(copy + companion);
        }
    }

    private static void Claim(string copy)
    {
        try
        {
            new FileStream(copy, FileMode.CreateNew).Dispose();
        }
        catch (IOException) when (File.Exists(copy))
        {
            throw new DatabaseFileException($"{copy} is there already: remove it if nothing is being copied just now.");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new DatabaseFileException($"{copy} cannot be written: {fault.Message}", fault);
        }
    }

    private static string Unsound(string path, Findings findings)
    {
        var more = findings.Count > 1 ? $" And {findings.Count - 1} more." : "";
        return $"The copy of {path} is not sound and was not kept. {findings.Listed[0]}{more} The command check tells all.";
    }
}

/// <summary>
/// Copies a database page by page through the engine, which knows what still stands in the write-ahead log. One view of it for all
/// pages, so that it may be written to meanwhile and the copy need not begin anew.
/// </summary>
internal static class DatabaseCopy
{
    private const string Main = "main";
    private const int PagesAtATime = 4096;

    public static Task WriteAsync(SqliteConnections from, string to, CancellationToken cancellation) =>
        Task.Run(() => Write(from, to, cancellation), cancellation);

    private static void Write(SqliteConnections from, string to, CancellationToken cancellation)
    {
        using var source = from.OpenForCheck();
        source.Run("begin");
        // A view begins with the first look.
        source.ExecuteScalar<long>("select count(*) from sqlite_schema");
        var copies = new SqliteConnections(to);
        using var target = copies.OpenForCopy();
        CopyPages(source, target, cancellation);
        // The pages say that there is a log beside them. The copy shall be one file, whole by itself.
        target.Execute("pragma journal_mode = delete");
    }

    private static void CopyPages(SqliteConnection source, SqliteConnection target, CancellationToken cancellation)
    {
        using var backup = raw.sqlite3_backup_init(target.Handle, Main, source.Handle, Main);
        var result = raw.SQLITE_OK;
        while (result == raw.SQLITE_OK)
        {
            cancellation.ThrowIfCancellationRequested();
            result = raw.sqlite3_backup_step(backup, PagesAtATime);
        }

        if (result != raw.SQLITE_DONE)
        {
            SqliteException.ThrowExceptionForRC(result, target.Handle);
        }
    }
}
