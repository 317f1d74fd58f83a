using CommitmentTracker.Domain;
using CommitmentTracker.Tests.Support;
using FsCheck;
using FsCheck.Fluent;

namespace CommitmentTracker.Tests.Features.Summaries;

/// <summary>Any of the filters of the list in any combination. What fails is shrunk by leaving out one filter after the other.</summary>
internal static class RandomFilters
{
    /// <summary>Those that a summary by party asks of the assignment itself, with the member of an assignment that each is asked of.</summary>
    public static readonly IReadOnlyDictionary<string, string> OfAssignments = new Dictionary<string, string>
    {
        ["memberState"] = "party",
        ["party"] = "party",
        ["role"] = "role",
        ["status"] = "status",
        ["health"] = "health",
        ["deadlineState"] = "deadlineState",
        ["freshness"] = "freshness",
    };

    private static readonly Dictionary<string, IEnumerable<string>> Values = new()
    {
        ["memberState"] = ReferenceRows.MemberStates,
        ["party"] = [.. ReferenceRows.MemberStates, .. GeneratedCommitments.Bodies],
        ["role"] = EnumCode.All<AssignmentRole>(),
        ["instrument"] = GeneratedCommitments.Instruments,
        ["theme"] = GeneratedCommitments.Themes,
        ["kind"] = ["commitment"],
        ["scope"] = ["regional", "national"],
        ["status"] = EnumCode.All<Status>(),
        ["health"] = EnumCode.All<Health>(),
        ["deadlineState"] = EnumCode.All<DeadlineState>(),
        ["freshness"] = EnumCode.All<Freshness>(),
        ["publication"] = EnumCode.All<Publication>(),
    };

    private static readonly Dictionary<string, string[]> Single = new()
    {
        ["q"] = ["alpha", "beta gen", "nothing"],
        ["dueFrom"] = ["2025-06-01", "2026-11-21", "2027-03-01"],
        ["dueTo"] = ["2026-06-30", "2026-12-10", "2027-12-31"],
        ["updatedSince"] = ["2026-11-21T00:00:00Z", "2026-11-22T00:00:00Z"],
        ["asOf"] = ["2026-11-21", "2026-12-11", "2027-06-30", "2030-01-01"],
    };

    public static Arbitrary<(string Name, string Value)[]> All { get; } = Arb.From(Combinations(), WithoutOne);

    private static Gen<(string Name, string Value)[]> Combinations() =>
        from names in Gen.SubListOf([.. Values.Keys, .. Single.Keys])
        from few in Gen.Choose(1, 4)
        from order in Gen.Shuffle(names.ToArray())
        from filters in Gen.CollectToArray(order.Take(few).Select(OneOf))
        select filters;

    private static Gen<(string Name, string Value)> OneOf(string name) =>
        (
            Single.TryGetValue(name, out var values)
                ? Gen.Elements(values)
                : Gen.NonEmptyListOf(Gen.Elements(Values[name])).Select(list => string.Join(',', list.Distinct().Take(4)))
        ).Select(value => (name, value));

    private static IEnumerable<(string Name, string Value)[]> WithoutOne((string Name, string Value)[] filters) =>
        filters.Select((_, index) => filters.Where((_, other) => other != index).ToArray());
}
