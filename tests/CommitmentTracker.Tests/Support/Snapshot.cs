namespace CommitmentTracker.Tests.Support;

/// <summary>A generated file of the repository. With UPDATE_SNAPSHOTS=1 in the environment it is written instead of compared.</summary>
internal static class Snapshot
{
    private const string Switch = "UPDATE_SNAPSHOTS";

    public static void Matches(string text, params string[] path)
    {
        var file = Repository.PathOf(path);
        if (Environment.GetEnvironmentVariable(Switch) == "1")
        {
            File.WriteAllText(file, text);
        }

        var there = File.Exists(file) ? File.ReadAllText(file).ReplaceLineEndings("\n") : null;
        Assert.That(there, Is.EqualTo(text), $"{string.Join('/', path)} is out of date: run the tests with {Switch}=1 and commit it.");
    }
}
