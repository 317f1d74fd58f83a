namespace CommitmentTracker.TestStand;

/// <summary>The files of the repository that this program was built from.</summary>
public static class Repository
{
    private const string RootMark = "CommitmentTracker.sln";

    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string Find(DirectoryInfo? folder) =>
        folder switch
        {
            null => throw new DirectoryNotFoundException($"No folder above the program holds {RootMark}."),
            _ when File.Exists(Path.Combine(folder.FullName, RootMark)) => folder.FullName,
            _ => Find(folder.Parent),
        };
}
