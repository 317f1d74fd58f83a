using CommitmentTracker.Domain;
using CommitmentTracker.Tests.Support;

namespace CommitmentTracker.Tests.Domain;

/// <summary>The table of the roll-up that the API's documentation describes.</summary>
internal sealed class RollUpTests
{
    private const int LargestMultiset = 4;

    private static readonly DateOnly SomeDay = new(2026, 3, 1);

    // The leads count, and all where none leads.
    [TestCase("lead in_progress, support completed", "in_progress")]
    [TestCase("lead completed, support not_started", "completed")]
    [TestCase("lead not_reported, support completed", "not_reported")]
    [TestCase("lead cancelled, support in_progress", "cancelled")]
    [TestCase("lead completed, lead completed, support on_hold", "completed")]
    [TestCase("support completed, support completed", "completed")]
    [TestCase("support completed, support on_hold", "in_progress")]
    // Cancelled ones are left out unless all are.
    [TestCase("lead cancelled, lead completed", "completed")]
    [TestCase("lead cancelled, lead not_started", "not_started")]
    [TestCase("lead cancelled, lead cancelled", "cancelled")]
    [TestCase("support cancelled, support not_reported", "not_reported")]
    [TestCase("support cancelled", "cancelled")]
    // All completed.
    [TestCase("lead completed", "completed")]
    [TestCase("lead completed, lead completed, lead completed", "completed")]
    // Any in progress or completed.
    [TestCase("lead completed, lead not_reported", "in_progress")]
    [TestCase("lead completed, lead not_started", "in_progress")]
    [TestCase("lead in_progress, lead not_reported", "in_progress")]
    [TestCase("lead in_progress, lead on_hold", "in_progress")]
    [TestCase("lead completed, lead on_hold, lead cancelled", "in_progress")]
    // The one they share.
    [TestCase("lead on_hold, lead on_hold", "on_hold")]
    [TestCase("lead not_started, lead not_started", "not_started")]
    [TestCase("lead not_reported, lead not_reported", "not_reported")]
    // Otherwise not started over on hold over not reported.
    [TestCase("lead not_started, lead on_hold", "not_started")]
    [TestCase("lead not_started, lead not_reported", "not_started")]
    [TestCase("lead on_hold, lead not_reported", "on_hold")]
    [TestCase("lead on_hold, lead not_reported, lead not_started", "not_started")]
    // None at all.
    [TestCase("", "not_reported")]
    public void The_status_is_what_the_assignments_that_count_add_up_to(string assignments, string status) =>
        Assert.That(EnumCode.Of(RollUp.Of(Parse(assignments), isSuperseded: false).Status), Is.EqualTo(status));

    [TestCase("")]
    [TestCase("lead completed")]
    [TestCase("lead cancelled, support in_progress")]
    public void What_has_a_successor_is_superseded_whatever_was_reported(string assignments)
    {
        var rollUp = RollUp.Of(Parse(assignments), isSuperseded: true);
        Assert.That((rollUp.Status, rollUp.CompletedOn), Is.EqualTo((Status.Superseded, (DateOnly?)null)));
    }

    [TestCase("lead in_progress on_track, lead in_progress off_track, lead in_progress at_risk", "off_track")]
    [TestCase("lead in_progress on_track, lead in_progress at_risk", "at_risk")]
    [TestCase("lead in_progress on_track, lead not_started", "on_track")]
    [TestCase("lead in_progress, lead not_reported", null)]
    [TestCase("lead in_progress on_track, support in_progress off_track", "on_track")]
    [TestCase("lead in_progress, support in_progress off_track", null)]
    [TestCase("support in_progress on_track, support in_progress off_track", "off_track")]
    [TestCase("lead in_progress on_track, lead cancelled off_track", "on_track")]
    [TestCase("lead cancelled off_track, lead cancelled at_risk", "off_track")]
    [TestCase("", null)]
    public void The_health_is_the_worst_of_those_that_count(string assignments, string? health) =>
        Assert.That(EnumCode.Of(RollUp.Of(Parse(assignments), isSuperseded: false).Health), Is.EqualTo(health));

    [TestCase("lead completed 2026-03-01, lead completed 2026-05-01, lead completed 2026-04-01", "2026-05-01")]
    [TestCase("lead completed 2026-03-01, support completed 2026-05-01", "2026-03-01")]
    [TestCase("lead completed 2026-03-01, lead cancelled 2026-05-01", "2026-03-01")]
    [TestCase("support completed 2026-03-01, support completed 2026-05-01", "2026-05-01")]
    [TestCase("lead completed 2026-03-01, lead in_progress 2026-05-01", null)]
    [TestCase("lead cancelled 2026-03-01", null)]
    [TestCase("", null)]
    public void It_was_completed_when_the_last_of_those_that_count_was(string assignments, string? completedOn) =>
        Assert.That(RollUp.Of(Parse(assignments), isSuperseded: false).CompletedOn, Is.EqualTo(DayOrNull(completedOn)));

    [TestCase("lead in_progress 2026-03-01, support in_progress 2026-05-01", "2026-05-01")]
    [TestCase("lead cancelled 2026-06-01, lead in_progress 2026-05-01", "2026-06-01")]
    [TestCase("lead not_reported", null)]
    [TestCase("", null)]
    public void It_was_last_reported_on_when_any_party_last_did(string assignments, string? lastReportedOn) =>
        Assert.That(RollUp.Of(Parse(assignments), isSuperseded: false).LastReportedOn, Is.EqualTo(DayOrNull(lastReportedOn)));

    [Test]
    public void Every_small_multiset_of_assignments_has_the_status_of_the_rule_in_any_order()
    {
        var kinds = (
            from role in Enum.GetValues<AssignmentRole>()
            from status in Enum.GetValues<Status>()
            where status != Status.Superseded
            select new Kind(role, status)
        ).ToList();
        var faults = new List<string>();
        var checkedOnes = 0;
        foreach (var multiset in Multisets(kinds, LargestMultiset))
        {
            var assignments = multiset.Select((kind, index) => kind.ToAssignment($"P{index}")).ToList();
            var expected = Restated(multiset);
            var there = RollUp.Of(assignments, isSuperseded: false).Status;
            assignments.Reverse();
            var back = RollUp.Of(assignments, isSuperseded: false).Status;
            if (there != expected || back != expected)
            {
                faults.Add($"{string.Join(", ", multiset)}: {there} and turned round {back}, not {expected}");
            }

            checkedOnes++;
        }

        Assert.That(faults, Is.Empty);
        // 12 kinds, up to four of them: 1 + 12 + 78 + 364 + 1365.
        Assert.That(checkedOnes, Is.EqualTo(1820));
    }

    [Test]
    public void A_commitment_rolls_up_its_own_assignments_and_its_successor()
    {
        var commitment = Some.Commitment() with { Assignments = Some.Assignments(Parse("lead completed, support on_hold")) };
        Assert.That(commitment.RollUp.Status, Is.EqualTo(Status.Completed));
        Assert.That((commitment with { SupersededBy = "AB-2" }).RollUp.Status, Is.EqualTo(Status.Superseded));
    }

    /// <summary>The rule once more, as a chain of questions about how many of each status stand among those that count.</summary>
    private static Status Restated(IReadOnlyList<Kind> all)
    {
        var ofLeads = all.Where(kind => kind.Role == AssignmentRole.Lead).ToLookup(kind => kind.Status);
        var count = ofLeads.Count > 0 ? ofLeads : all.ToLookup(kind => kind.Status);

        bool Has(Status status) => count[status].Any();

        if (count.Count == 0)
        {
            return Status.NotReported;
        }

        if (Has(Status.Cancelled) && count.Count == 1)
        {
            return Status.Cancelled;
        }

        var isUnfinished = Has(Status.NotReported) || Has(Status.NotStarted) || Has(Status.OnHold);
        if (Has(Status.InProgress) || (Has(Status.Completed) && isUnfinished))
        {
            return Status.InProgress;
        }

        if (Has(Status.Completed))
        {
            return Status.Completed;
        }

        return Has(Status.NotStarted) ? Status.NotStarted
            : Has(Status.OnHold) ? Status.OnHold
            : Status.NotReported;
    }

    private static IEnumerable<IReadOnlyList<Kind>> Multisets(IReadOnlyList<Kind> kinds, int largest)
    {
        yield return [];
        if (largest == 0)
        {
            yield break;
        }

        for (var first = 0; first < kinds.Count; first++)
        {
            foreach (var rest in Multisets([.. kinds.Skip(first)], largest - 1))
            {
                yield return [kinds[first], .. rest];
            }
        }
    }

    /// <summary>Assignments by comma, each a role, a status, and where a case is about them a health and the as-of day.</summary>
    private static List<Assignment> Parse(string assignments) =>
        [.. assignments.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select((text, index) => ParseOne($"P{index}", text.Split(' ')))];

    private static Assignment ParseOne(string party, string[] words)
    {
        var kind = new Kind(EnumCode.Parse<AssignmentRole>(words[0]), EnumCode.Parse<Status>(words[1]));
        return words[2..] switch
        {
            [] => kind.ToAssignment(party),
            [var word] when EnumCode.TryParse<Health>(word, out var health) => kind.ToAssignment(party, health: health),
            [var word] => kind.ToAssignment(party, Some.Day(word)),
            _ => throw new FormatException(string.Join(' ', words)),
        };
    }

    private static DateOnly? DayOrNull(string? text) => text is null ? null : Some.Day(text);

    private sealed record Kind(AssignmentRole Role, Status Status)
    {
        public Assignment ToAssignment(string party, DateOnly? asOf = null, Health? health = null) =>
            new(party, Role, OwnershipBasis.Stated)
            {
                Report =
                    Status == Status.NotReported
                        ? null
                        : new Report
                        {
                            AsOf = asOf ?? SomeDay,
                            Status = Status,
                            Health = health,
                            CompletedOn = Status == Status.Completed ? asOf ?? SomeDay : null,
                        },
            };
    }
}
