using System.Reflection;
using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;
using CommitmentTracker.Features.Commitments;
using CommitmentTracker.Http.Queries;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Features.Commitments;

/// <summary>
/// How the engine finds the pages and totals of the list in a tracker of 100,000 commitments, by its own account of the very statements
/// that the service runs. The rows are there because plans may come to depend on them, with statistics or another version of the engine.
/// </summary>
internal sealed class CommitmentListPlanTests
{
    private const string List = "list";
    private const string ScansCommitments = "^SCAN c( |$)";

    private static readonly CommitmentSelection All = new() { IncludesUnpublished = false };

    /// <summary>Every filter with one value and, where it takes several, with several.</summary>
    private static readonly (string Name, CommitmentSelection Selection)[] Filters =
    [
        ("party", All with { Parties = ["VN"] }),
        ("parties", All with { Parties = ["VN", "WG-AI"] }),
        ("memberState", All with { MemberStates = ["VN"] }),
        ("memberStates", All with { MemberStates = ["VN", "TH", "ID"] }),
        ("party and memberState", All with { Parties = ["WG-AI"], MemberStates = ["VN"] }),
        ("party and role", All with { Parties = ["VN"], Roles = [AssignmentRole.Lead] }),
        ("parties and roles", All with { Parties = ["VN", "TH"], Roles = [AssignmentRole.Lead, AssignmentRole.Support] }),
        ("role", All with { Roles = [AssignmentRole.Support] }),
        ("roles", All with { Roles = [AssignmentRole.Lead, AssignmentRole.Support] }),
        ("instrument", All with { Instruments = ["PLAN-3"] }),
        ("instruments", All with { Instruments = ["PLAN-3", "PLAN-4"] }),
        ("theme", All with { Themes = ["theme_3"] }),
        ("themes", All with { Themes = ["theme_3", "theme_4"] }),
        ("kind", All with { Kinds = [CommitmentKind.Proposal] }),
        ("kinds", All with { Kinds = [CommitmentKind.Commitment, CommitmentKind.Proposal] }),
        ("scope", All with { Scopes = [Scope.National] }),
        ("scopes", All with { Scopes = [Scope.National, Scope.Bilateral] }),
        ("status", All with { Statuses = [Status.InProgress] }),
        ("statuses", All with { Statuses = [Status.InProgress, Status.Completed] }),
        ("health", All with { Healths = [Health.AtRisk] }),
        ("healths", All with { Healths = [Health.AtRisk, Health.OffTrack] }),
        .. Enum.GetValues<DeadlineState>().Select(state => ($"deadlineState {EnumCode.Of(state)}", All with { DeadlineStates = [state] })),
        ("deadlineStates", All with { DeadlineStates = [DeadlineState.Overdue, DeadlineState.DueSoon] }),
        ("deadlineStates far apart", All with { DeadlineStates = [DeadlineState.NoDeadline, DeadlineState.Met, DeadlineState.Closed] }),
        .. Enum.GetValues<Freshness>().Select(freshness => ($"freshness {EnumCode.Of(freshness)}", All with { Freshnesses = [freshness] })),
        ("freshnesses", All with { Freshnesses = [Freshness.Stale, Freshness.None] }),
        ("dueFrom", All with { DueFrom = Some.Day("2031-01-01") }),
        ("dueTo", All with { DueTo = Some.Day("2026-03-31") }),
        ("within", All with { IsOpenOnly = true, DueFrom = Some.Day("2026-11-21"), DueTo = Some.Day("2026-12-21") }),
        ("dueFrom and dueTo", All with { DueFrom = Some.Day("2027-01-01"), DueTo = Some.Day("2027-03-31") }),
        ("updatedSince", All with { UpdatedSince = Some.Instant("2026-10-01T00:00:00Z") }),
        ("q", All with { Search = "startup visa" }),
        ("q of several words", All with { Search = "launch hospitals startup" }),
        ("publication", All with { IncludesUnpublished = true, Publications = [Publication.Draft] }),
        ("publications", All with { IncludesUnpublished = true, Publications = [Publication.Draft, Publication.Archived] }),
    ];

    /// <summary>What selects nearly everything, so that walking an index is all there is to do.</summary>
    private static readonly (string Name, CommitmentSelection Selection)[] NearlyAll =
    [
        ("nothing", All),
        ("nothing by the keepers", All with { IncludesUnpublished = true }),
        ("publication by the public", All with { Publications = [Publication.Published] }),
        ("publication published", All with { IncludesUnpublished = true, Publications = [Publication.Published] }),
        ("publications with published", All with { IncludesUnpublished = true, Publications = [Publication.Published, Publication.Draft] }),
        ("every deadlineState", All with { DeadlineStates = Enum.GetValues<DeadlineState>() }),
        ("every freshness", All with { Freshnesses = Enum.GetValues<Freshness>() }),
    ];

    private TestDatabase database;

    private static IEnumerable<SortKey<CommitmentSort>> SingleSorts =>
        from column in Enum.GetValues<CommitmentSort>()
        from isDescending in new[] { false, true }
        select new SortKey<CommitmentSort>(column, isDescending);

    [OneTimeSetUp]
    public void SetUp()
    {
        database = TestDatabase.Migrated();
        LargeTracker.Fill(database);
    }

    [OneTimeTearDown]
    public void TearDown() => database.Dispose();

    [Test]
    public void Every_side_of_a_selection_is_among_the_filters()
    {
        var sides = typeof(CommitmentSelection).GetProperties(BindingFlags.Public | BindingFlags.Instance);
        var unused = sides.Where(side => Filters.All(filter => Equals(side.GetValue(filter.Selection), side.GetValue(All))));
        Assert.That(unused.Select(side => side.Name), Is.Empty);
    }

    [TestCaseSource(nameof(EveryFilter))]
    public void A_filter_selects_some_and_not_all(CommitmentSelection selection)
    {
        var list = ListOf(selection);
        Assert.That(database.Single<long>(list.CountSql, list.Values(50)), Is.InRange(1, LargeTracker.Commitments - 1));
    }

    [TestCaseSource(nameof(EveryFilter))]
    public void The_total_of_a_filter_is_searched_for(CommitmentSelection selection)
    {
        foreach (var seen in SeenBy(selection))
        {
            var list = ListOf(seen);
            var plan = PlanOf(list.CountSql, list);
            Assert.That(plan, Has.None.Match(ScansCommitments).And.Some.StartsWith("SEARCH c "));
        }
    }

    [TestCase("theme")]
    [TestCase("themes")]
    [TestCase("kind")]
    [TestCase("kinds")]
    [TestCase("scope")]
    [TestCase("scopes")]
    [TestCase("status")]
    [TestCase("statuses")]
    [TestCase("health")]
    [TestCase("healths")]
    [TestCase("deadlineState no_deadline")]
    [TestCase("deadlineState met")]
    [TestCase("deadlineState overdue")]
    [TestCase("deadlineState upcoming")]
    [TestCase("deadlineStates")]
    [TestCase("freshness stale")]
    [TestCase("freshness none")]
    [TestCase("updatedSince")]
    public void The_total_of_a_column_is_counted_in_its_index_alone(string filter)
    {
        foreach (var seen in SeenBy(Filters.Single(each => each.Name == filter).Selection))
        {
            var list = ListOf(seen);
            var searches = PlanOf(list.CountSql, list).Where(step => step.StartsWith("SEARCH c ", StringComparison.Ordinal));
            Assert.That(searches, Is.Not.Empty.And.All.StartsWith("SEARCH c USING COVERING INDEX"));
        }
    }

    [TestCaseSource(nameof(EveryNearlyAll))]
    public void The_total_of_nearly_all_is_counted_in_an_index_alone(CommitmentSelection selection)
    {
        var list = ListOf(selection);
        Assert.That(PlanOf(list.CountSql, list), Has.Exactly(1).Items.And.All.StartsWith("SCAN c USING COVERING INDEX"));
    }

    [TestCaseSource(nameof(EveryFilter))]
    [TestCaseSource(nameof(EveryNearlyAll))]
    public void No_page_reads_the_whole_table(CommitmentSelection selection)
    {
        Assert.Multiple(() =>
        {
            foreach (var seen in SeenBy(selection))
            {
                foreach (var sort in SingleSorts)
                {
                    var first = PagePlanOf(seen, sort);
                    Assert.That(first, Has.None.EqualTo("SCAN c"), $"{sort}");
                    var later = PagePlanOf(seen, sort, isLater: true);
                    Assert.That(later, Has.None.Match(ScansCommitments), $"{sort}, after a cursor");
                }
            }
        });
    }

    [TestCaseSource(nameof(EverySort))]
    public void Without_a_filter_the_index_of_the_sort_is_walked_and_nothing_sorted(SortKey<CommitmentSort> sort, string keyset)
    {
        foreach (var seen in SeenBy(All))
        {
            Assert.That(KeysPlanOf(seen, sort), Has.Exactly(1).Items.And.All.Match("^SCAN c USING (COVERING )?INDEX"));
            Assert.That(
                KeysPlanOf(seen, sort, isLater: true),
                Has.Exactly(1).Items.And.All.StartsWith("SEARCH c USING ").And.All.EndsWith($"({keyset})")
            );
        }
    }

    [Test]
    public void Of_several_sorts_the_first_leads_to_the_page_after_a_cursor()
    {
        foreach (var seen in SeenBy(All))
        {
            SortKey<CommitmentSort>[] sort = [new(CommitmentSort.DueOn, false), new(CommitmentSort.UpdatedAt, true)];
            var plan = PlanOf(seen, sort, isLater: true, list => list.KeysSql);
            Assert.That(plan, Has.Some.StartsWith("SEARCH c USING ").And.Some.Contains("(due_order>?)"));
            Assert.That(plan, Has.None.EqualTo("USE TEMP B-TREE FOR ORDER BY"), "only the last terms are sorted");
        }
    }

    [TestCase("theme")]
    [TestCase("kind")]
    [TestCase("scope")]
    [TestCase("status")]
    [TestCase("health")]
    public void One_value_of_a_column_is_read_in_the_order_of_the_codes(string filter)
    {
        foreach (var seen in SeenBy(Filters.Single(each => each.Name == filter).Selection))
        {
            foreach (var sort in SingleSorts.Where(sort => sort.By == CommitmentSort.Code))
            {
                Assert.That(KeysPlanOf(seen, sort), Has.None.Contains("TEMP B-TREE"));
                Assert.That(KeysPlanOf(seen, sort, isLater: true), Has.None.Contains("TEMP B-TREE").And.Some.Match("=. AND code[<>]"));
            }
        }
    }

    [TestCase("dueFrom")]
    [TestCase("dueTo")]
    [TestCase("dueFrom and dueTo")]
    public void What_is_due_in_a_span_is_read_in_the_order_of_the_due_dates(string filter)
    {
        foreach (var seen in SeenBy(Filters.Single(each => each.Name == filter).Selection))
        {
            foreach (var sort in SingleSorts.Where(sort => sort.By == CommitmentSort.DueOn))
            {
                Assert.That(KeysPlanOf(seen, sort), Has.None.Contains("TEMP B-TREE"));
                Assert.That(KeysPlanOf(seen, sort, isLater: true), Has.None.Contains("TEMP B-TREE"));
            }
        }
    }

    private static IEnumerable<TestCaseData> EveryFilter() =>
        Filters.Select(filter => new TestCaseData(filter.Selection).SetArgDisplayNames(filter.Name));

    private static IEnumerable<TestCaseData> EveryNearlyAll() =>
        NearlyAll.Select(filter => new TestCaseData(filter.Selection).SetArgDisplayNames(filter.Name));

    private static IEnumerable<TestCaseData> EverySort() =>
        SingleSorts.Select(sort =>
        {
            var beyond = sort.IsDescending ? "<" : ">";
            var keyset = sort.By switch
            {
                CommitmentSort.Code => $"code{beyond}?",
                CommitmentSort.Title => $"(title,code){beyond}(?,?)",
                CommitmentSort.Status => $"(status,code){beyond}(?,?)",
                CommitmentSort.DueOn => $"(due_order,code){beyond}(?,?)",
                CommitmentSort.UpdatedAt => $"(updated_at,code){beyond}(?,?)",
                _ => throw new ArgumentOutOfRangeException(nameof(sort)),
            };
            return new TestCaseData(sort, keyset).SetArgDisplayNames($"{(sort.IsDescending ? "-" : "")}{sort.By}");
        });

    /// <summary>The selection as the public and as the keepers of the tracker ask for it.</summary>
    private static CommitmentSelection[] SeenBy(CommitmentSelection selection) =>
        [selection, selection with { IncludesUnpublished = true }];

    private static CommitmentList ListOf(CommitmentSelection selection, params IReadOnlyList<SortKey<CommitmentSort>> sort) =>
        new(selection, sort, Some.ReportingDay("2026-11-21"), List);

    private List<string> PagePlanOf(CommitmentSelection selection, SortKey<CommitmentSort> sort, bool isLater = false) =>
        PlanOf(selection, [sort], isLater, list => list.PageSql(withTexts: true));

    private List<string> KeysPlanOf(CommitmentSelection selection, SortKey<CommitmentSort> sort, bool isLater = false) =>
        PlanOf(selection, [sort], isLater, list => list.KeysSql);

    private List<string> PlanOf(
        CommitmentSelection selection,
        IReadOnlyList<SortKey<CommitmentSort>> sort,
        bool isLater,
        Func<CommitmentList, string> sql
    )
    {
        var list = ListOf(selection, sort);
        if (isLater)
        {
            var codeIsNamed = sort.Any(key => key.By == CommitmentSort.Code);
            string[] after = [.. sort.Select(key => ValueAmid(key.By)), .. codeIsNamed ? [] : new[] { ValueAmid(CommitmentSort.Code) }];
            Assert.That(list.TryStartAfter(new Cursor(List, after).Encode()), Is.True);
        }

        return PlanOf(sql(list), list);
    }

    private List<string> PlanOf(string sql, CommitmentList list) =>
        [.. database.Query<Step>($"explain query plan {sql}", list.Values(50)).Select(step => step.Detail)];

    private static string ValueAmid(CommitmentSort sort) =>
        sort switch
        {
            CommitmentSort.Code => "C-050000",
            CommitmentSort.Title => "Map",
            CommitmentSort.Status => "in_progress",
            CommitmentSort.DueOn => "2029-03-01",
            CommitmentSort.UpdatedAt => "2026-06-01T00:00:00.000Z",
            _ => throw new ArgumentOutOfRangeException(nameof(sort)),
        };

    private sealed record Step
    {
        public string Detail { get; init; } = "";
    }
}
