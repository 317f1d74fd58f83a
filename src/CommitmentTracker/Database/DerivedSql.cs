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

    /// <summary>What is done, or needs no doing any more.</summary>
    private const string Done = "('completed', 'cancelled', 'superseded')";

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

        var isOpen = IsOpen(status);
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

    /// <summary>Only what is still to be done by a day, as <see cref="DeadlineRule.Open"/> has it.</summary>
    public static void OpenOnly(Conditions conditions, string status, string dueOn) =>
        conditions.Add($"{dueOn} is not null and {IsOpen(status)}");

    public static void Freshnesses(
        Conditions conditions,
        string status,
        string reportedOn,
        IReadOnlyList<Freshness> freshnesses,
        ReportingDay day
    )
    {
        if (freshnesses.Count == 0 || freshnesses.Count == Enum.GetValues<Freshness>().Length)
        {
            return;
        }

        var any = freshnesses.Select(freshness =>
            freshness switch
            {
                Freshness.None => $"{reportedOn} is null",
                // Bounds on the day first, which the engine finds its place in the index by: it would not by `is not null`, nor by the status.
                Freshness.Stale => $"{reportedOn} < @currentSince and {status} not in {Done}",
                Freshness.Current => $"{reportedOn} > '' and ({reportedOn} >= @currentSince or {status} in {Done})",
                _ => throw new ArgumentOutOfRangeException(nameof(freshnesses)),
            }
        );
        conditions.Add($"({string.Join(" or ", any.Select(each => $"({each})"))})", "currentSince", Stored.Day(day.CurrentSince));
    }

    private static string IsOpen(string status) => $"{status} in ('not_reported', 'not_started', 'in_progress', 'on_hold')";
}
