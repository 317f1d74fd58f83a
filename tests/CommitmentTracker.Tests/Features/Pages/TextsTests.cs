using System.Text.RegularExpressions;
using System.Xml.Linq;
using CommitmentTracker.Api.Access;
using CommitmentTracker.Domain;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Features.Pages;

/// <summary>The texts of the pages in both languages.</summary>
internal sealed partial class TextsTests
{
    private static readonly string Folder = Repository.PathOf("src", "CommitmentTracker", "Features", "Pages");
    private static readonly IReadOnlyDictionary<string, string> English = Of("Texts.resx");
    private static readonly IReadOnlyDictionary<string, string> Vietnamese = Of("Texts.vi.resx");

    [Test]
    public void Every_text_is_there_in_both_languages_with_the_same_places_for_values()
    {
        Assert.That(English, Has.Count.GreaterThan(150));
        Assert.That(Vietnamese.Keys, Is.EquivalentTo(English.Keys));
        // Of two that differ by case alone, the build keeps one.
        Assert.That(English.Keys, Is.Unique.IgnoreCase);
        Assert.Multiple(() =>
        {
            foreach (var (key, text) in English)
            {
                Assert.That(Vietnamese[key], Is.Not.Empty.And.Not.StartsWith(" "), key);
                Assert.That(Places(Vietnamese[key]), Is.EqualTo(Places(text)), key);
            }
        });
    }

    [Test]
    public void Every_text_that_is_asked_for_is_there()
    {
        var asked = Directory
            .GetFiles(Folder)
            .Where(file => Path.GetExtension(file) is ".razor" or ".cs")
            .SelectMany(file => Asked().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups[1].Value)
            .ToList();
        Assert.That(asked, Has.Count.GreaterThan(100));
        Assert.That(asked.Except(English.Keys).Where(key => !English.ContainsKey(key + ".One")), Is.Empty);
    }

    /// <summary>What stands on a page as it is, beside what is recorded: only names of things that have one everywhere.</summary>
    [Test]
    public void No_page_has_words_of_its_own()
    {
        var own = Directory
            .GetFiles(Folder, "*.razor")
            .SelectMany(file =>
                Words().Matches(File.ReadAllText(file).Split("@code")[0]).Select(match => $"{Path.GetFileName(file)}: {match.Value}")
            );
        Assert.That(own, Is.Empty);
    }

    [Test]
    public void Every_value_that_a_page_can_show_has_its_word()
    {
        string[] missing =
        [
            .. Missing<Status>(),
            .. Missing<Health>(),
            .. Missing<DeadlineState>(),
            .. Missing<Freshness>(),
            .. Missing<CommitmentKind>(),
            .. Missing<Scope>(),
            .. Missing<Publication>(),
            .. Missing<AssignmentRole>(),
            .. Missing<OwnershipBasis>(),
            .. Missing<DeadlineBasis>(),
            .. Missing<SourceGrade>(),
            .. Missing<ReviewState>(),
            .. Missing<RoundState>(),
            .. Missing<SignInFault>(),
            .. Missing<ChangeType>()
                .Where(key =>
                    key.Contains("commitment")
                    || key.Contains("deadline")
                    || key.Contains("assignment")
                    || key.Contains("milestone")
                    || key.Contains("progress")
                ),
        ];
        Assert.That(missing, Is.Empty);
    }

    private static IEnumerable<string> Missing<T>()
        where T : struct, Enum => EnumCode.All<T>().Select(code => $"{typeof(T).Name}.{code}").Where(key => !English.ContainsKey(key));

    private static Dictionary<string, string> Of(string file) =>
        XDocument
            .Load(Path.Combine(Folder, file))
            .Root!.Elements("data")
            .ToDictionary(each => (string)each.Attribute("name")!, each => (string)each.Element("value")!);

    private static IEnumerable<string> Places(string text) => Place().Matches(text).Select(match => match.Value).Order();

    [GeneratedRegex(@"\{[0-9]\}")]
    private static partial Regex Place();

    [GeneratedRegex(@"(?:\bT|Texts|this)(?:\[|\.(?:Of|Count)\()""([A-Za-z0-9.-]+[A-Za-z0-9])""")]
    private static partial Regex Asked();

    [GeneratedRegex(@"(?<=[^=-]>)\s*[A-Za-z]{3,}[^<>@{}()=;""]*(?=<)")]
    private static partial Regex Words();
}
