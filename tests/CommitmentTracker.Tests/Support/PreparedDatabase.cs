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
        try
        {
            // With a folder given, the service makes its database by itself.
            using (var service = TestService.Start(folder.FullName, settings: settings))
            {
                Assert.That(File.Exists(service.DatabasePath));
            }

            return File.ReadAllBytes(Path.Combine(folder.FullName, TestService.DatabaseName));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
