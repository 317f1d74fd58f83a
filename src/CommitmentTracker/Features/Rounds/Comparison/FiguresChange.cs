namespace CommitmentTracker.Features.Rounds.Comparison;

/// <summary>Each count of the round after less that of the round before: negative where there are fewer.</summary>
internal sealed record FiguresChange
{
    /// <summary>The change of the total.</summary>
    /// <example>3</example>
    public required long Total { get; init; }

    /// <summary>The change by status.</summary>
    public required StatusCounts ByStatus { get; init; }

    /// <summary>The change by deadline state.</summary>
    public required DeadlineStateCounts ByDeadlineState { get; init; }

    /// <summary>The change by freshness.</summary>
    public required FreshnessCounts ByFreshness { get; init; }

    /// <summary>The completion rate of the round before; null where nothing counted.</summary>
    /// <example>0.1429</example>
    public required decimal? CompletionRateBefore { get; init; }

    /// <summary>The completion rate of the round after; null where nothing counted.</summary>
    /// <example>0.2903</example>
    public required decimal? CompletionRateAfter { get; init; }

    public static FiguresChange Between(Figures before, Figures after) =>
        new()
        {
            Total = after.Total - before.Total,
            ByStatus = Between(before.ByStatus, after.ByStatus),
            ByDeadlineState = Between(before.ByDeadlineState, after.ByDeadlineState),
            ByFreshness = Between(before.ByFreshness, after.ByFreshness),
            CompletionRateBefore = before.CompletionRate,
            CompletionRateAfter = after.CompletionRate,
        };

    private static StatusCounts Between(StatusCounts before, StatusCounts after) =>
        new()
        {
            NotReported = after.NotReported - before.NotReported,
            NotStarted = after.NotStarted - before.NotStarted,
            InProgress = after.InProgress - before.InProgress,
            Completed = after.Completed - before.Completed,
            OnHold = after.OnHold - before.OnHold,
            Cancelled = after.Cancelled - before.Cancelled,
            Superseded = after.Superseded - before.Superseded,
        };

    private static DeadlineStateCounts Between(DeadlineStateCounts before, DeadlineStateCounts after) =>
        new()
        {
            NoDeadline = after.NoDeadline - before.NoDeadline,
            Upcoming = after.Upcoming - before.Upcoming,
            DueSoon = after.DueSoon - before.DueSoon,
            Overdue = after.Overdue - before.Overdue,
            Met = after.Met - before.Met,
            MetLate = after.MetLate - before.MetLate,
            Closed = after.Closed - before.Closed,
        };

    private static FreshnessCounts Between(FreshnessCounts before, FreshnessCounts after) =>
        new()
        {
            Current = after.Current - before.Current,
            Stale = after.Stale - before.Stale,
            None = after.None - before.None,
        };
}
