namespace CommitmentTracker.Tests.Support;

/// <summary>The files of the repository that the tests were built from.</summary>
internal static class Repository
{
    private const string RootMark = "CommitmentTracker.sln";

    public static string Root { get; } = Find(new DirectoryInfo(TestContext.CurrentContext.TestDirectory));

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string Find(DirectoryInfo? folder) =>
        folder switch
        {
            null => throw new DirectoryNotFoundException($"No folder above the tests holds {RootMark}."),
            _ when File.Exists(Path.Combine(folder.FullName, RootMark)) => folder.FullName,
            _ => Find(folder.Parent),
        };
}
