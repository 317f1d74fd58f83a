using System.Text.RegularExpressions;
using CommitmentTracker.Tests.Support;
using NetArchTest.Rules;

namespace CommitmentTracker.Tests;

/// <summary>Which part of the tree may know which: read off what is compiled, so that a breach names its type.</summary>
internal sealed partial class ArchitectureTests
{
    private const string Project = "CommitmentTracker";
    private const string Pages = "Pages";

    private static readonly string[] Parts = ["Domain", "Json", "Clock", "Data", "Tracker", "Api", "Spreadsheets", "Features", "Commands"];

    private static readonly IReadOnlyList<string> Files =
    [
        .. Directory
            .GetFiles(Repository.PathOf("src", Project), "*.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Repository.PathOf("src", Project), file))
            .Where(file => !file.StartsWith("obj", StringComparison.Ordinal) && !file.StartsWith("bin", StringComparison.Ordinal)),
    ];

    private static readonly Types All = Types.InAssembly(typeof(Program).Assembly);

    [TestCase("Domain")]
    [TestCase("Json", "Domain")]
    [TestCase("Clock", "Domain")]
    [TestCase("Spreadsheets", "Domain")]
    [TestCase("Data", "Domain", "Json")]
    [TestCase("Tracker", "Domain", "Clock", "Data")]
    [TestCase("Api", "Domain", "Json", "Clock", "Data", "Tracker")]
    [TestCase("Features", "Domain", "Json", "Clock", "Data", "Tracker", "Api", "Spreadsheets")]
    public void A_part_knows_only_what_it_stands_on(string part, params string[] known)
    {
        var others = Parts.Except(known).Where(other => other != part).Select(other => $"{Project}.{other}");
        AssertNone(part, others);
    }

    [TestCase("Domain")]
    [TestCase("Tracker")]
    public void No_web_and_no_database_is_known(string part) =>
        AssertNone(part, ["Microsoft.AspNetCore", "FastEndpoints", "Microsoft.Data.Sqlite", "Npgsql", "Dapper"]);

    [Test]
    public void A_feature_knows_no_other_but_the_pages_which_come_last()
    {
        var features = Directory.GetDirectories(Repository.PathOf("src", Project, "Features")).Select(Path.GetFileName).ToList();
        Assert.That(features, Has.Count.GreaterThan(5));
        // The pages show what all the others do, and none of these knows that there are pages.
        Assert.That(features, Does.Contain(Pages));
        foreach (var feature in features.Where(feature => feature != Pages))
        {
            var others = features.Where(other => other != feature).Select(other => $"{Project}.Features.{other}");
            AssertNone($"Features.{feature}", others);
        }
    }

    [Test]
    public void Sql_stands_in_Data_alone()
    {
        var elsewhere = Files.Where(file => !file.StartsWith("Data", StringComparison.Ordinal)).ToList();
        Assert.That(elsewhere, Is.Not.Empty);
        Assert.That(elsewhere.Where(file => Sql().IsMatch(File.ReadAllText(Repository.PathOf("src", Project, file)))), Is.Empty);
        Assert.That(
            Files.Except(elsewhere).Count(file => Sql().IsMatch(File.ReadAllText(Repository.PathOf("src", Project, file)))),
            Is.GreaterThan(20)
        );
    }

    [Test]
    public void An_engine_is_named_in_its_folder_alone()
    {
        var elsewhere = Files.Where(file => !file.StartsWith(Path.Combine("Data", "Engines"), StringComparison.Ordinal)).ToList();
        Assert.That(elsewhere, Is.Not.Empty);
        Assert.That(
            elsewhere.Where(file => Engine().IsMatch(File.ReadAllText(Repository.PathOf("src", Project, file)))),
            Is.Empty,
            "what knows an engine belongs into Data/Engines"
        );
    }

    [Test]
    public void Rows_stay_with_the_tables()
    {
        // A row of a sheet or of the report's matrix is none of the database.
        var rows = All.That().HaveNameEndingWith("Row").GetTypes().Where(type => !type.IsNested).Select(type => type.FullName!).ToList();
        Assert.That(rows, Is.Not.Empty);
        Assert.That(rows.Where(name => !name.StartsWith($"{Project}.Data.", StringComparison.Ordinal)), Is.Empty);
        AssertNone("Features", rows);
        AssertNone("Tracker", rows);
    }

    [Test]
    public void The_tree_reads_like_a_table_of_contents()
    {
        Assert.That(Files, Has.Count.LessThan(340));
        Assert.That(File.ReadLines(Repository.PathOf("src", Project, "Program.cs")).Count(), Is.LessThan(60));
    }

    [GeneratedRegex(
        @"\bselect\s[^;""]+?\sfrom\s+[a-z_]+\b(?!\s+in\b)|\binsert\s+into\s+[a-z]|\bupdate\s+[a-z_]+\s+set\s|\bdelete\s+from\s+[a-z]|\border\s+by\s+[a-z]"
    )]
    private static partial Regex Sql();

    [GeneratedRegex(@"sqlite|postgres|npgsql|\bpragma\b(?! warning)", RegexOptions.IgnoreCase)]
    private static partial Regex Engine();

    private static void AssertNone(string part, IEnumerable<string> others)
    {
        var within = All.That().ResideInNamespace($"{Project}.{part}");
        Assert.That(within.GetTypes(), Is.Not.Empty);
        Assert.That(within.ShouldNot().HaveDependencyOnAny([.. others]).GetResult().FailingTypeNames ?? [], Is.Empty, part);
    }
}
