using CommitmentTracker.Database;
using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;
using CommitmentTracker.Tests.Support;
using Dapper;

namespace CommitmentTracker.Tests.Database;

/// <summary>The derived states as SQL conditions select exactly the rows for which the rules of the domain give that state.</summary>
internal sealed class DerivedSqlTests
{
    private static readonly string?[] Days =
    [
        null,
        "0001-01-01",
        "2024-02-29",
        "2026-05-24",
        "2026-05-25",
        "2026-11-20",
        "2026-11-21",
        "2026-11-22",
        "2026-12-20",
        "2026-12-21",
        "2026-12-22",
        "2030-12-31",
        "2031-01-01",
        "9999-12-30",
        "9999-12-31",
    ];

    private static readonly ReportingDay[] ReportingDays =
    [
        Some.ReportingDay("2026-11-21"),
        Some.ReportingDay("2026-11-20"),
        Some.ReportingDay("2026-11-22"),
        Some.ReportingDay("2026-11-21", dueSoonDays: 0, staleAfterDays: 1),
        Some.ReportingDay("2026-11-21", dueSoonDays: 3650, staleAfterDays: 3650),
        Some.ReportingDay("2030-12-31"),
        Some.ReportingDay("2031-01-01"),
        Some.ReportingDay("0001-01-01"),
        Some.ReportingDay("9999-12-31"),
    ];

    private TestDatabase database;
    private List<Row> rows;

    [OneTimeSetUp]
    public void SetUp()
    {
        database = TestDatabase.WithReferences();
        database.Insert("commitments", new { code = Some.Code });
        using var connection = database.Connections.OpenForWriting();
        using var transaction = connection.BeginTransaction();
        var number = 0;
        foreach (var dueOn in Days)
        {
            foreach (var status in Enum.GetValues<Status>())
            {
                // Completed on each of the days; of the others none is the day, and each the day of the latest report.
                foreach (var other in Days.Where(day => day is not null || status != Status.Completed))
                {
                    var row = Rows.Of(
                        "commitments",
                        new
                        {
                            code = $"GRID-{number++}",
                            due_on = dueOn,
                            due_precision = dueOn is null ? null : "day",
                            deadline_basis = dueOn is null ? "none" : "stated",
                            status = EnumCode.Of(status),
                            superseded_by = status == Status.Superseded ? Some.Code : null,
                            completed_on = status == Status.Completed ? other : null,
                            last_reported_on = other,
                        }
                    );
                    connection.Execute(Rows.InsertSql("commitments", row), row, transaction);
                }
            }
        }

        transaction.Commit();
        rows = database.Query<Row>("select code, status, due_on, completed_on, last_reported_on from commitments");
    }

    [OneTimeTearDown]
    public void TearDown() => database.Dispose();

    [TestCaseSource(nameof(EveryReportingDay))]
    public void Every_choice_of_deadline_states_selects_the_rows_that_the_rule_gives_one_of_them(ReportingDay day)
    {
        AssertSelects<DeadlineState>(
            (conditions, states) => DerivedSql.DeadlineStates(conditions, "c.status", "c.due_on", "c.completed_on", states, day),
            row => DeadlineRule.StateOf(row.Due, EnumCode.Parse<Status>(row.Status), row.Completed, day)
        );
    }

    [TestCaseSource(nameof(EveryReportingDay))]
    public void Every_choice_of_freshness_selects_the_rows_that_the_rule_gives_one_of_them(ReportingDay day)
    {
        AssertSelects<Freshness>(
            (conditions, freshnesses) => DerivedSql.Freshnesses(conditions, "c.status", "c.last_reported_on", freshnesses, day),
            row => FreshnessRule.Of(EnumCode.Parse<Status>(row.Status), row.LastReported, day)
        );
    }

    [TestCaseSource(nameof(EveryReportingDay))]
    public void What_is_open_selects_the_rows_of_the_open_states(ReportingDay day)
    {
        var conditions = new Conditions();
        DerivedSql.OpenOnly(conditions, "c.status", "c.due_on");
        var selected = database.Query<string>($"select c.code from commitments c {conditions.Where}", conditions.Values);
        var expected = rows.Where(row =>
            DeadlineRule.Open.Contains(DeadlineRule.StateOf(row.Due, EnumCode.Parse<Status>(row.Status), row.Completed, day))
        );
        Assert.That(selected, Is.EquivalentTo(expected.Select(row => row.Code)));
    }

    [Test]
    public void The_grid_holds_every_state()
    {
        var states = rows.SelectMany(row =>
            ReportingDays.Select(day => DeadlineRule.StateOf(row.Due, EnumCode.Parse<Status>(row.Status), row.Completed, day))
        );
        Assert.That(states.Distinct(), Is.EquivalentTo(Enum.GetValues<DeadlineState>()));
    }

    private static IEnumerable<TestCaseData> EveryReportingDay() =>
        ReportingDays.Select(day =>
            new TestCaseData(day).SetArgDisplayNames(
                Stored.Day(day.Today),
                $"due soon for {day.DueSoonDays} days",
                $"stale after {day.StaleAfterDays}"
            )
        );

    private void AssertSelects<T>(Action<Conditions, IReadOnlyList<T>> condition, Func<Row, T> rule)
        where T : struct, Enum
    {
        var expected = rows.ToLookup(rule, row => row.Code);
        Assert.Multiple(() =>
        {
            foreach (var choice in Choices(Enum.GetValues<T>()))
            {
                var conditions = new Conditions();
                condition(conditions, choice);
                var selected = database.Query<string>($"select c.code from commitments c {conditions.Where}", conditions.Values);
                var wrong = selected.ToHashSet(StringComparer.Ordinal);
                wrong.SymmetricExceptWith(choice.SelectMany(value => expected[value]));
                Assert.That(wrong, Is.Empty, string.Join(", ", choice));
                Assert.That(selected, Is.Unique);
            }
        });
    }

    private static IEnumerable<T[]> Choices<T>(T[] values) =>
        Enumerable.Range(1, (1 << values.Length) - 1).Select(bits => values.Where((_, index) => (bits & (1 << index)) != 0).ToArray());

    private sealed record Row
    {
        public string Code { get; init; } = "";
        public string Status { get; init; } = "";
        public string? DueOn { get; init; }
        public string? CompletedOn { get; init; }
        public string? LastReportedOn { get; init; }

        public DateOnly? Due => Stored.ParseDayOrNull(DueOn);

        public DateOnly? Completed => Stored.ParseDayOrNull(CompletedOn);

        public DateOnly? LastReported => Stored.ParseDayOrNull(LastReportedOn);
    }
}
