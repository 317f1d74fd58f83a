using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;

namespace CommitmentTracker.Database;

/// <summary>
/// The derived states as conditions on stored columns; none of them and all of them are no condition. The bounds come from the
/// reporting day; no date is reckoned in SQL. A test holds these against <see cref="DeadlineRule"/> and <see cref="FreshnessRule"/>.
/// </summary>
internal static class DerivedSql
{
    /// <summary>The status of the assignment <c>a</c> of the commitment <c>c</c>, as <see cref="Assignment.StatusUnder"/> has it.</summary>
    public const string AssignmentStatus = "case when c.superseded_by is not null then 'superseded' else a.status end";

    /// <summary>The status of the milestone <c>m</c> of the commitment <c>c</c>, as <see cref="Milestone.StatusUnder"/> has it.</summary>
    public const string MilestoneStatus = """
        case when m.reached_on is not null then 'completed' when c.status in ('cancelled', 'superseded') then c.status else 'in_progress' end
        """;

    public static void DeadlineStates(
        Conditions conditions,
        string status,
        string dueOn,
        string completedOn,
        IReadOnlyList<DeadlineState> states,
        ReportingDay day
    )
    {
        if (states.Count == 0 || states.Count == Enum.GetValues<DeadlineState>().Length)
        {
            return;
        }

        var isOpen = $"{status} in ('not_reported', 'not_started', 'in_progress', 'on_hold')";
        var any = states.Select(state =>
            state switch
            {
                DeadlineState.NoDeadline => $"{dueOn} is null",
                DeadlineState.Closed => $"{status} in ('cancelled', 'superseded') and {dueOn} is not null",
                DeadlineState.Met => $"{status} = 'completed' and {dueOn} >= {completedOn}",
                DeadlineState.MetLate => $"{status} = 'completed' and {dueOn} < {completedOn}",
                DeadlineState.Overdue => $"{isOpen} and {dueOn} < @today",
                DeadlineState.DueSoon => $"{isOpen} and {dueOn} between @today and @soonUntil",
                DeadlineState.Upcoming => $"{isOpen} and {dueOn} > @soonUntil",
                _ => throw new ArgumentOutOfRangeException(nameof(states)),
            }
        );
        conditions.Values.Add("today", Stored.Day(day.Today));
        conditions.Values.Add("soonUntil", Stored.Day(day.DueSoonUntil));
        conditions.Add($"({string.Join(" or ", any.Select(each => $"({each})"))})");
    }

    public static void Freshnesses(Conditions conditions, string reportedOn, IReadOnlyList<Freshness> freshnesses, ReportingDay day)
    {
        if (freshnesses.Count == 0 || freshnesses.Count == Enum.GetValues<Freshness>().Length)
        {
            return;
        }

        var any = freshnesses.Select(freshness =>
            freshness switch
            {
                Freshness.None => $"{reportedOn} is null",
                Freshness.Stale => $"{reportedOn} < @currentSince",
                Freshness.Current => $"{reportedOn} >= @currentSince",
                _ => throw new ArgumentOutOfRangeException(nameof(freshnesses)),
            }
        );
        conditions.Add($"({string.Join(" or ", any)})", "currentSince", Stored.Day(day.CurrentSince));
    }
}
