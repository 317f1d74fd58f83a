using System.Data.Common;
using System.Reflection;
using System.Text.RegularExpressions;
using CommitmentTracker.Domain;
using CommitmentTracker.Tests.Support;
using Dapper;
using NUnit.Framework.Constraints;

namespace CommitmentTracker.Tests.Database;

/// <summary>The database repeats the limits and the words of the domain, so that nothing gets past them on another way.</summary>
internal sealed partial class SchemaTests
{
    /// <summary>The limits of the domain, each with a column that repeats it.</summary>
    private static readonly (string Limit, string Column)[] LimitedColumns =
    [
        ("ApiKey.NameMaxLength", "api_keys.name"),
        ("Body.DescriptionMaxLength", "bodies.description"),
        ("CalendarFeed.NameMaxLength", "calendar_feeds.name"),
        ("Commitment.CodeMaxLength", "commitments.code"),
        ("Commitment.TitleMaxLength", "commitments.title"),
        ("Commitment.DescriptionMaxLength", "commitments.description"),
        ("Commitment.VerbMaxLength", "commitments.verb"),
        ("Commitment.ThemeMaxLength", "themes.theme_code"),
        ("Deadline.SourceMaxLength", "commitments.deadline_source"),
        ("Instrument.CodeMaxLength", "instruments.instrument_code"),
        ("Instrument.TitleMaxLength", "instruments.title"),
        ("Instrument.DescriptionMaxLength", "instruments.description"),
        ("Milestone.TitleMaxLength", "milestones.title"),
        ("Party.CodeMaxLength", "parties.party_code"),
        ("Party.NameMaxLength", "parties.name"),
        ("ProgressUpdate.HealthReasonMaxLength", "progress_updates.health_reason"),
        ("ProgressUpdate.HealthReasonMaxLength", "assignments.health_reason"),
        ("ProgressUpdate.NarrativeMaxLength", "progress_updates.narrative"),
        ("ProgressUpdate.ProseMaxLength", "progress_updates.challenges"),
        ("ProgressUpdate.ProseMaxLength", "progress_updates.next_step"),
        ("ProgressUpdate.ReturnReasonMaxLength", "progress_updates.return_reason"),
        ("ProgressUpdate.VoidReasonMaxLength", "progress_updates.void_reason"),
        ("ProgressUpdate.ReturnReasonMaxLength", "changes.reason"),
        ("Round.CodeMaxLength", "rounds.round_code"),
        ("Round.NameMaxLength", "rounds.name"),
    ];

    /// <summary>The limits that no column of their own repeats.</summary>
    private static readonly string[] LimitsWithoutColumn =
    [
        // Inside a column of JSON.
        "Evidence.TitleMaxLength",
        "Evidence.UrlMaxLength",
        "Source.DocumentMaxLength",
        "Source.FragmentMaxLength",
        "Source.UrlMaxLength",
        // The journal holds reasons of several kinds, and its column has the limit of the longest.
        "Deadline.ReasonMaxLength",
    ];

    /// <summary>The columns that hold a word of the vocabulary.</summary>
    private static readonly (string Column, IEnumerable<string> Words)[] ColumnsOfWords =
    [
        ("api_keys.role", EnumCode.All<Role>()),
        ("assignments.basis", EnumCode.All<OwnershipBasis>()),
        ("assignments.health", EnumCode.All<Health>()),
        ("assignments.role", EnumCode.All<AssignmentRole>()),
        ("assignments.status", EnumCode.All<Status>().Except(["superseded"])),
        ("bodies.basis", EnumCode.All<OwnershipBasis>()),
        ("calendar_entries.deadline_basis", EnumCode.All<DeadlineBasis>()),
        ("calendar_entries.due_precision", EnumCode.All<DatePrecision>()),
        ("calendar_entries.status", EnumCode.All<Status>()),
        ("commitments.deadline_basis", EnumCode.All<DeadlineBasis>()),
        ("commitments.due_precision", EnumCode.All<DatePrecision>()),
        ("commitments.health", EnumCode.All<Health>()),
        ("commitments.kind", EnumCode.All<CommitmentKind>()),
        ("commitments.publication", EnumCode.All<Publication>()),
        ("commitments.scope", EnumCode.All<Scope>()),
        ("commitments.status", EnumCode.All<Status>()),
        ("instruments.adopted_precision", EnumCode.All<DatePrecision>()),
        ("instruments.kind", EnumCode.All<InstrumentKind>()),
        ("instruments.nature", EnumCode.All<InstrumentNature>()),
        ("milestones.due_precision", EnumCode.All<DatePrecision>()),
        ("parties.party_kind", EnumCode.All<PartyKind>()),
        ("progress_updates.health", EnumCode.All<Health>()),
        ("progress_updates.review", EnumCode.All<ReviewState>()),
        ("progress_updates.status", EnumCode.All<ReportedStatus>()),
    ];

    private TestDatabase database;

    private static IResolveConstraint ThrowsCheckFailed =>
        Throws
            .InstanceOf<DbException>()
            .With.Message.Contains(TestEngine.IsServer ? "violates check constraint" : "CHECK constraint failed");

    [OneTimeSetUp]
    public void SetUp()
    {
        database = TestDatabase.WithReferences();
        database.Insert("commitments", new { code = Some.Code });
    }

    [OneTimeTearDown]
    public void TearDown() => database.Dispose();

    [Test]
    [OfFiles]
    public void Every_table_is_strict() =>
        Assert.That(
            database.Query<string>(
                "select name from pragma_table_list where schema = 'main' and type = 'table' and strict = 0 and name not like 'sqlite%'"
            ),
            Is.Empty
        );

    [TestCaseSource(nameof(Limits))]
    public void A_column_takes_as_much_as_the_domain_allows_and_no_more(string table, string column, int limit)
    {
        // Outside the basic plane, because a limit counts characters as the contract does, neither bytes nor halves of a character.
        var longest = string.Concat(Enumerable.Repeat("😀", limit));
        Assert.That(() => Try(table, column, longest), Throws.Nothing);
        Assert.That(() => Try(table, column, longest + "x"), ThrowsCheckFailed);
    }

    [Test]
    public void No_limit_of_the_domain_is_forgotten()
    {
        var limits =
            from type in typeof(Commitment).Assembly.GetTypes()
            where type.Namespace == typeof(Commitment).Namespace
            from field in type.GetFields(BindingFlags.Public | BindingFlags.Static)
            where field.IsLiteral && field.Name.EndsWith("MaxLength", StringComparison.Ordinal)
            select $"{type.Name}.{field.Name}";
        Assert.That(limits, Is.EquivalentTo(LimitedColumns.Select(each => each.Limit).Distinct().Concat(LimitsWithoutColumn)));
    }

    [TestCase("commitments.code", "A")]
    [TestCase("commitments.title", "")]
    [TestCase("commitments.verb", "")]
    [TestCase("commitments.version", 0)]
    [TestCase("commitments.due_on", "2030-12-3")]
    [TestCase("commitments.due_on", null, Description = "without a due date there is no precision")]
    [TestCase("commitments.deadline_basis", "none", Description = "a due date has a basis")]
    [TestCase("commitments.updated_at", "2026-01-01T00:00:00Z")]
    [TestCase("commitments.superseded_by", Some.Code, Description = "the status says so too")]
    [TestCase("commitments.status", "superseded", Description = "by which commitment?")]
    [TestCase("commitments.status", "completed", Description = "on which day?")]
    [TestCase("commitments.completed_on", "2026-03-01", Description = "it is not completed")]
    [TestCase("assignments.percent", -1)]
    [TestCase("assignments.percent", 101)]
    [TestCase("assignments.status", "not_reported", Description = "but there is a report")]
    [TestCase("assignments.status", "completed", Description = "on which day?")]
    [TestCase("assignments.completed_on", "2026-03-01", Description = "it is not completed")]
    [TestCase("milestones.number", 0)]
    [TestCase("progress_updates.percent", -1)]
    [TestCase("progress_updates.percent", 101)]
    [TestCase("progress_updates.health_reason", null, Description = "at risk needs a reason")]
    [TestCase("progress_updates.return_reason", null, Description = "returned needs a reason")]
    [TestCase("progress_updates.return_reason", "")]
    [TestCase("progress_updates.reviewed_at", null, Description = "what is returned was reviewed")]
    [TestCase("changes.reason", "")]
    [TestCase("rounds.period_to", "2025-12-31", Description = "before it begins")]
    [TestCase("rounds.closed_at", "2026-03-01T00:00:00.000Z", Description = "with which report?")]
    [TestCase("rounds.report_sha256", "", Description = "it is not closed")]
    public void A_row_that_contradicts_a_rule_is_refused(string column, object? value)
    {
        var (table, name) = Split(column);
        Assert.That(() => Try(table, name, value), ThrowsCheckFailed);
    }

    [TestCaseSource(nameof(Vocabulary))]
    [OfFiles]
    public void A_column_takes_the_words_of_the_vocabulary_and_no_other(string column, IEnumerable<string> words) =>
        Assert.That(WordsInChecks()[column], Is.EqualTo(words));

    [Test]
    [OfFiles]
    public void No_column_of_words_is_forgotten() =>
        Assert.That(WordsInChecks().Keys, Is.EquivalentTo(ColumnsOfWords.Select(each => each.Column)));

    private static IEnumerable<TestCaseData> Limits() =>
        LimitedColumns.Select(each =>
        {
            var (type, field) = Split(each.Limit);
            var limit = typeof(Commitment).Assembly.GetType($"{typeof(Commitment).Namespace}.{type}")!.GetField(field)!;
            var (table, column) = Split(each.Column);
            return new TestCaseData(table, column, limit.GetRawConstantValue()).SetArgDisplayNames(each.Column, each.Limit);
        });

    private static IEnumerable<TestCaseData> Vocabulary() =>
        ColumnsOfWords.Select(each => new TestCaseData(each.Column, each.Words).SetArgDisplayNames(each.Column));

    private static (string Left, string Right) Split(string name)
    {
        var parts = name.Split('.');
        return (parts[0], parts[1]);
    }

    /// <summary>Inserts the table's usual row with one value changed, and takes it back.</summary>
    private void Try(string table, string column, object? value)
    {
        var row = Rows.Of(table);
        row[column] = value;
        using var connection = TestEngine.Open(database.Path);
        using var transaction = connection.BeginTransaction();
        connection.Execute(Rows.InsertSql(table, row), row, transaction);
    }

    /// <summary>The words by column of every check that lists some.</summary>
    private Dictionary<string, string[]> WordsInChecks() =>
        (
            from table in database.Query<(string Name, string Sql)>("select name, sql from sqlite_schema where type = 'table'")
            from check in ListOfWords().Matches(table.Sql)
            let words = Word().Matches(check.Groups["words"].Value).Select(word => word.Groups["word"].Value)
            select KeyValuePair.Create($"{table.Name}.{check.Groups["column"].Value}", words.ToArray())
        ).ToDictionary();

    [GeneratedRegex(@"check \((?<column>\w+) in \((?<words>'[^)]*)\)\)")]
    private static partial Regex ListOfWords();

    [GeneratedRegex("'(?<word>[a-z_]+)'")]
    private static partial Regex Word();
}
