using Microsoft.Data.Sqlite;

namespace CommitmentTracker.Tests.Support;

/// <summary>
/// Database files as the service's first start leaves them, made once by a start of its own and copied for each test: the same file, a
/// second sooner.
/// </summary>
internal static class PreparedDatabase
{
    private static readonly Lazy<byte[]> WithReferenceData = new(() => Make());
    private static readonly Lazy<byte[]> Empty = new(() => Make(TestService.WithoutReferenceData));

    public static void CopyTo(string path, IReadOnlyCollection<string> settings) =>
        File.WriteAllBytes(path, settings.Contains(TestService.WithoutReferenceData) ? Empty.Value : WithReferenceData.Value);

    private static byte[] Make(params string[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("commitment-tracker-");
        var copy = Path.Combine(folder.FullName, "copy.db");
        try
        {
            // With a folder given, the service makes its database by itself.
            using (var service = TestService.Start(folder.FullName, settings: settings))
            {
                CopyWhole(service.DatabasePath, copy);
            }

            return File.ReadAllBytes(copy);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
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
