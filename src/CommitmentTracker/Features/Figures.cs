using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;

namespace CommitmentTracker.Features;

/// <summary>
/// How many there are, by status, deadline state and freshness. For a member state or body its assignments are counted, for an instrument
/// or theme the commitments; in either case only of published records of kind <c>commitment</c>. Each axis adds up to the total.
/// </summary>
internal record Figures
{
    /// <summary>How many there are.</summary>
    /// <example>31</example>
    public required long Total { get; init; }

    /// <summary>How many have each status; every status is there.</summary>
    public required StatusCounts ByStatus { get; init; }

    /// <summary>How many deadlines stand so on the day of <c>asOf</c>; every state is there.</summary>
    public required DeadlineStateCounts ByDeadlineState { get; init; }

    /// <summary>How old the latest verified reports are on the day of <c>asOf</c>; every value is there.</summary>
    public required FreshnessCounts ByFreshness { get; init; }

    /// <summary>
    /// The share that is completed: <c>completed / (total - cancelled - superseded)</c>, rounded to four decimals. Null where that leaves
    /// nothing to count.
    /// </summary>
    /// <example>0.2903</example>
    public required decimal? CompletionRate { get; init; }

    public static Figures From(Tally tally) =>
        new()
        {
            Total = tally.Total,
            ByStatus = StatusCounts.From(tally.ByStatus),
            ByDeadlineState = DeadlineStateCounts.From(tally.ByDeadlineState),
            ByFreshness = FreshnessCounts.From(tally.ByFreshness),
            CompletionRate = tally.CompletionRate,
        };
}
