using Dapper;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace CommitmentTracker.Database.Backups;

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
