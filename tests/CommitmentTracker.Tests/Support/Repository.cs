namespace CommitmentTracker.Tests.Support;

/// <summary>Files of the repository that tests hold the code against.</summary>
internal static class Repository
{
    private const string Update = "UPDATE_SNAPSHOTS";

    public static string Root { get; } = Find(AppContext.BaseDirectory);

    public static string PathTo(string file) => Path.Combine(Root, file);

    /// <summary>Asserts that the file says just this; with UPDATE_SNAPSHOTS=1 in the environment, writes it instead.</summary>
    public static void AssertHolds(string file, string expected)
    {
        if (Environment.GetEnvironmentVariable(Update) == "1")
        {
            File.WriteAllText(PathTo(file), expected);
        }

        var present = File.Exists(PathTo(file)) ? File.ReadAllText(PathTo(file)) : "";
        Assert.That(
            present,
            Is.EqualTo(expected),
            $"{file} has drifted. Run the tests with {Update}=1 to write it anew, and read the difference."
        );
    }

    private static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "CommitmentTracker.sln")) ? folder : Find(Directory.GetParent(folder)!.FullName);
}
