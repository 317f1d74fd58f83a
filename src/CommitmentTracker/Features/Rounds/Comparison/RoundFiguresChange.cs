using CommitmentTracker.Features.Rounds.Reports;

namespace CommitmentTracker.Features.Rounds.Comparison;

/// <summary>How the figures changed from one round to another.</summary>
internal sealed record RoundFiguresChange
{
    /// <summary>Of the commitments.</summary>
    public required FiguresChange Commitments { get; init; }

    /// <summary>Of their assignments.</summary>
    public required FiguresChange Assignments { get; init; }

    /// <summary>Of the assignments of each member state, by code.</summary>
    public required IReadOnlyList<GroupChange> ByMemberState { get; init; }

    /// <summary>Of the assignments of each body, by code.</summary>
    public required IReadOnlyList<GroupChange> ByBody { get; init; }

    /// <summary>Of the commitments of each instrument, by code.</summary>
    public required IReadOnlyList<GroupChange> ByInstrument { get; init; }

    /// <summary>Of the commitments of each theme, by code.</summary>
    public required IReadOnlyList<GroupChange> ByTheme { get; init; }

    public static RoundFiguresChange Between(RoundFigures before, RoundFigures after) =>
        new()
        {
            Commitments = FiguresChange.Between(before.Commitments, after.Commitments),
            Assignments = FiguresChange.Between(before.Assignments, after.Assignments),
            ByMemberState = GroupChange.Between(before.ByMemberState, after.ByMemberState),
            ByBody = GroupChange.Between(before.ByBody, after.ByBody),
            ByInstrument = GroupChange.Between(before.ByInstrument, after.ByInstrument),
            ByTheme = GroupChange.Between(before.ByTheme, after.ByTheme),
        };
}

/// <summary>How the figures of one member state, body, instrument or theme changed.</summary>
internal sealed record GroupChange
{
    private static readonly Figures Nothing = Features.Figures.From(Tally.Of([]));

    /// <summary>The code of the member state, body, instrument or theme.</summary>
    /// <example>VN</example>
    public required string Key { get; init; }

    /// <summary>Its name.</summary>
    /// <example>Viet Nam</example>
    public required string Name { get; init; }

    /// <summary>How its figures changed; one that a round did not know yet has zeros in it.</summary>
    public required FiguresChange Figures { get; init; }

    public static IReadOnlyList<GroupChange> Between(IReadOnlyList<RoundGroup> before, IReadOnlyList<RoundGroup> after)
    {
        var earlier = before.ToDictionary(group => group.Key, StringComparer.Ordinal);
        var later = after.ToDictionary(group => group.Key, StringComparer.Ordinal);
        return
        [
            .. earlier
                .Keys.Union(later.Keys)
                .Order(StringComparer.Ordinal)
                .Select(key => Of(key, earlier.GetValueOrDefault(key), later.GetValueOrDefault(key))),
        ];
    }

    private static GroupChange Of(string key, RoundGroup? before, RoundGroup? after) =>
        new()
        {
            Key = key,
            Name = (after ?? before)!.Name,
            Figures = FiguresChange.Between(before ?? Nothing, after ?? Nothing),
        };
}

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
