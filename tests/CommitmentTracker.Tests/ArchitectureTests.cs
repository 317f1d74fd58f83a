using System.Text.RegularExpressions;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests;

/// <summary>Which part of the tree may know which: read off the using lines, so that a breach names its file.</summary>
internal sealed partial class ArchitectureTests
{
    private const string Project = "CommitmentTracker";

    private static readonly string[] Files =
    [
        .. Directory
            .GetFiles(Repository.PathOf("src", Project), "*.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Repository.PathOf("src", Project), file))
            .Where(file => !file.StartsWith("obj", StringComparison.Ordinal) && !file.StartsWith("bin", StringComparison.Ordinal)),
    ];

    [TestCase("Domain", "Domain")]
    [TestCase("Json", "Domain", "Json")]
    [TestCase("Clock", "Domain", "Clock")]
    [TestCase("Database", "Domain", "Json", "Database")]
    [TestCase("Tracker", "Domain", "Clock", "Database", "Tracker")]
    [TestCase("Http", "Domain", "Json", "Clock", "Database", "Tracker", "Http")]
    [TestCase("OpenApi", "Domain", "Json", "Http", "OpenApi")]
    [TestCase("ReferenceData", "Domain", "Json", "Database", "ReferenceData")]
    public void A_part_knows_only_what_it_stands_on(string part, params string[] known)
    {
        var uses = UsesOf(part + Path.DirectorySeparatorChar);
        Assert.That(uses, Is.Not.Empty);
        Assert.That(uses.Where(use => !known.Contains(use.Used.Split('.')[0])).Select(use => use.ToString()), Is.Empty);
    }

    [Test]
    public void A_feature_knows_no_other()
    {
        var uses = UsesOf("Features" + Path.DirectorySeparatorChar).Where(use => Path.GetDirectoryName(use.File) != "Features").ToList();
        Assert.That(uses, Is.Not.Empty);
        var others = uses.Where(use =>
            use.Used.StartsWith("Features.", StringComparison.Ordinal)
            && FeatureOf(use.Used, '.') != FeatureOf(use.File, Path.DirectorySeparatorChar)
        );
        Assert.That(others.Select(use => use.ToString()), Is.Empty);
    }

    [Test]
    public void Half_of_the_files_have_fewer_than_sixty_lines_and_the_program_too()
    {
        var lines = Files.Select(file => File.ReadLines(Repository.PathOf("src", Project, file)).Count()).Order().ToList();
        Assert.That(lines, Is.Not.Empty);
        Assert.That(lines[lines.Count / 2], Is.LessThan(60));
        Assert.That(File.ReadLines(Repository.PathOf("src", Project, "Program.cs")).Count(), Is.LessThan(60));
    }

    private static string FeatureOf(string path, char separator) => path.Split(separator)[1];

    private static List<Use> UsesOf(string folder) =>
        [
            .. Files
                .Where(file => file.StartsWith(folder, StringComparison.Ordinal))
                .SelectMany(file =>
                    OwnUsings()
                        .Matches(File.ReadAllText(Repository.PathOf("src", Project, file)))
                        .Select(match => new Use(file, match.Groups["used"].Value))
                ),
        ];

    [GeneratedRegex(@"^using (static )?CommitmentTracker\.(?<used>[A-Za-z.]+);", RegexOptions.Multiline)]
    private static partial Regex OwnUsings();

    private sealed record Use(string File, string Used)
    {
        public override string ToString() => $"{File} uses {Used}";
    }
}
