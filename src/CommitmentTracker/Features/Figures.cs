using System.Text.Json.Serialization;

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

/// <summary>How many have each status.</summary>
internal sealed record StatusCounts
{
    /// <summary>Nothing verified has been reported.</summary>
    /// <example>11</example>
    [JsonPropertyName("not_reported")]
    public required long NotReported { get; init; }

    /// <summary>Reported as not started.</summary>
    /// <example>2</example>
    [JsonPropertyName("not_started")]
    public required long NotStarted { get; init; }

    /// <summary>Reported as in progress.</summary>
    /// <example>8</example>
    [JsonPropertyName("in_progress")]
    public required long InProgress { get; init; }

    /// <summary>Reported as completed.</summary>
    /// <example>9</example>
    [JsonPropertyName("completed")]
    public required long Completed { get; init; }

    /// <summary>Reported as on hold.</summary>
    /// <example>1</example>
    [JsonPropertyName("on_hold")]
    public required long OnHold { get; init; }

    /// <summary>Reported as cancelled; not in the completion rate.</summary>
    /// <example>0</example>
    [JsonPropertyName("cancelled")]
    public required long Cancelled { get; init; }

    /// <summary>Replaced by another commitment; not in the completion rate. With it its assignments.</summary>
    /// <example>0</example>
    [JsonPropertyName("superseded")]
    public required long Superseded { get; init; }

    public static StatusCounts From(IReadOnlyDictionary<Status, long> counts) =>
        new()
        {
            NotReported = counts[Status.NotReported],
            NotStarted = counts[Status.NotStarted],
            InProgress = counts[Status.InProgress],
            Completed = counts[Status.Completed],
            OnHold = counts[Status.OnHold],
            Cancelled = counts[Status.Cancelled],
            Superseded = counts[Status.Superseded],
        };
}

/// <summary>How many deadlines stand so on the day of <c>asOf</c>.</summary>
internal sealed record DeadlineStateCounts
{
    /// <summary>Nothing is due on a day.</summary>
    /// <example>0</example>
    [JsonPropertyName("no_deadline")]
    public required long NoDeadline { get; init; }

    /// <summary>Due later than soon.</summary>
    /// <example>18</example>
    [JsonPropertyName("upcoming")]
    public required long Upcoming { get; init; }

    /// <summary>Due within the next 30 days (setting <c>Deadlines__DueSoonDays</c>), the day itself included.</summary>
    /// <example>3</example>
    [JsonPropertyName("due_soon")]
    public required long DueSoon { get; init; }

    /// <summary>The due day has passed.</summary>
    /// <example>1</example>
    [JsonPropertyName("overdue")]
    public required long Overdue { get; init; }

    /// <summary>Completed by the due day.</summary>
    /// <example>8</example>
    [JsonPropertyName("met")]
    public required long Met { get; init; }

    /// <summary>Completed after the due day.</summary>
    /// <example>1</example>
    [JsonPropertyName("met_late")]
    public required long MetLate { get; init; }

    /// <summary>Cancelled or superseded: nothing is due any more.</summary>
    /// <example>0</example>
    [JsonPropertyName("closed")]
    public required long Closed { get; init; }

    public static DeadlineStateCounts From(IReadOnlyDictionary<DeadlineState, long> counts) =>
        new()
        {
            NoDeadline = counts[DeadlineState.NoDeadline],
            Upcoming = counts[DeadlineState.Upcoming],
            DueSoon = counts[DeadlineState.DueSoon],
            Overdue = counts[DeadlineState.Overdue],
            Met = counts[DeadlineState.Met],
            MetLate = counts[DeadlineState.MetLate],
            Closed = counts[DeadlineState.Closed],
        };
}

/// <summary>How old the latest verified reports are on the day of <c>asOf</c>.</summary>
internal sealed record FreshnessCounts
{
    /// <summary>Reported within the last 180 days (setting <c>Freshness__StaleAfterDays</c>).</summary>
    /// <example>14</example>
    [JsonPropertyName("current")]
    public required long Current { get; init; }

    /// <summary>Last reported before that.</summary>
    /// <example>6</example>
    [JsonPropertyName("stale")]
    public required long Stale { get; init; }

    /// <summary>Never reported.</summary>
    /// <example>11</example>
    [JsonPropertyName("none")]
    public required long None { get; init; }

    public static FreshnessCounts From(IReadOnlyDictionary<Freshness, long> counts) =>
        new()
        {
            Current = counts[Freshness.Current],
            Stale = counts[Freshness.Stale],
            None = counts[Freshness.None],
        };
}
