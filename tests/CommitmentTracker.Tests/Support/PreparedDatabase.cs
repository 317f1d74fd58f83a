using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace CommitmentTracker.Tests.Support;

/// <summary>
/// Database files as the service's first start leaves them, made once by a start of its own and copied for each test: the same file, a
/// second sooner.
/// </summary>
internal static class PreparedDatabase
{
    private static readonly ConcurrentDictionary<(bool OnServer, bool IsEmpty), Lazy<string>> Made = new();

    public static void CopyTo(string path, IReadOnlyCollection<string> settings)
    {
        var onServer = TestEngine.IsOnServer(path);
        var isEmpty = settings.Contains(TestService.WithoutReferenceData);
        var made = Made.GetOrAdd((onServer, isEmpty), _ => new Lazy<string>(() => Make(onServer, isEmpty))).Value;
        if (onServer)
        {
            TestEngine.CopyOnServer(made, path);
        }
        else
        {
            File.Copy(made, path);
        }
    }

    /// <summary>Returns the path of what is copied, which stays until the run ends.</summary>
    private static string Make(bool onServer, bool isEmpty)
    {
        var folder = Directory.CreateTempSubdirectory("commitment-tracker-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        var path = Path.Combine(folder, TestService.DatabaseName);
        if (onServer)
        {
            TestEngine.PutOnServer(path);
        }

        // With a folder given, the service makes its database by itself.
        using var service = TestService.Start(folder, settings: isEmpty ? [TestService.WithoutReferenceData] : []);
        if (onServer)
        {
            return path;
        }

        var copy = Path.Combine(folder, "copy.db");
        CopyWhole(path, copy);
        return copy;
    }

    /// <summary>By the engine: the file alone lacks what is in the write-ahead log, and nobody says when a service that stops has folded it in.</summary>
    private static void CopyWhole(string path, string copy)
    {
        using var from = new SqliteConnection($"Data Source={path};Pooling=false");
        using var to = new SqliteConnection($"Data Source={copy};Pooling=false");
        from.Open();
        to.Open();
        from.BackupDatabase(to);
    }
}
