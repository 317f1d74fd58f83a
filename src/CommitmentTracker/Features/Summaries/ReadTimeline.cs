namespace CommitmentTracker.Features.Summaries;

internal sealed record ReadTimelineInput
{
    /// <summary>A day in the first interval; unless said, in the month eleven months before that of <c>to</c>, or January 1967.</summary>
    /// <example>2026-01-01</example>
    [QueryParam]
    public Day? From { get; init; }

    /// <summary>A day in the last interval, not after today; today unless said.</summary>
    /// <example>2026-11-21</example>
    [QueryParam]
    public Day? To { get; init; }

    /// <summary>How far the points lie apart; a month unless said. At most 120 intervals are answered at once.</summary>
    /// <example>month</example>
    [QueryParam]
    public OneOf<Interval>? Interval { get; init; }

    /// <summary>Only commitments that then stood in one of these instruments, or also under it.</summary>
    /// <example>HANOI-2026</example>
    [QueryParam, Names(Grouping.Instrument)]
    public CodeList? Instrument { get; init; }

    /// <summary>Only commitments that then were of one of these themes.</summary>
    /// <example>online_scams</example>
    [QueryParam, Names(Grouping.Theme)]
    public CodeList? Theme { get; init; }

    /// <summary>Only commitments that then were assigned to one of these member states, by ISO 3166-1 alpha-2 code.</summary>
    /// <example>VN,TH</example>
    [QueryParam, Names(Grouping.MemberState)]
    public CodeList? MemberState { get; init; }

    public PastSelection ToSelection() =>
        new()
        {
            Instruments = Instrument?.Values ?? [],
            Themes = Theme?.Values ?? [],
            MemberStates = MemberState?.Values ?? [],
        };
}

internal sealed class ReadTimeline(PastChanges past, ReportingClock clock) : Endpoint<ReadTimelineInput, Timeline>
{
    public override void Configure()
    {
        Get("/summary/timeline");
        Definition.Under(Headings.Summaries).OpenToReaders();
    }

    /// <summary>Read how status counts stood at the end of each month, quarter or year</summary>
    /// <remarks>
    /// Each point counts commitments by the status that this tracker showed at the end of that day, in its zone: those of kind
    /// <c>commitment</c> that were published then. It is rebuilt from the journal of changes, so that nothing which is changed, withdrawn
    /// or archived later moves a point of the past. A progress update counts from the day on which it was verified here, whatever day it
    /// describes, and before the first start of the tracker everything is 0. The filters too are asked of the commitments as they stood
    /// then. The interval that is not over ends today, and that point equals the summary by instrument or theme.
    /// </remarks>
    public override async Task HandleAsync(ReadTimelineInput input, CancellationToken cancellation) =>
        await Send.ResultAsync(await AnswerAsync(input, cancellation));

    private async Task<IResult> AnswerAsync(ReadTimelineInput input, CancellationToken cancellation)
    {
        var today = clock.Today;
        var to = input.To?.Value ?? today;
        var from = input.From?.Value ?? IntervalRule.YearUpTo(to);
        var interval = input.Interval?.Value ?? Interval.Month;
        if (Fault(from, to, interval) is { } refusal)
        {
            return Answer.Refused(refusal);
        }

        var days = IntervalRule.Ends(interval, from, to, today);
        var key = Cursor.DigestOf(HttpContext.Request.Query);
        var (state, points) = await CountsAsync(past, clock, days, today, input.ToSelection(), key, cancellation);
        var answer = new Timeline { Points = [.. points.Select(point => TimelinePoint.From(point.On, point.Counts))], AsOf = today };
        return Answer.Live(Answer.Json(answer), CacheDependency.OnEverything(state));
    }

    /// <summary>How the selection stood at the ends of these days, with the state that the counts are at least of.</summary>
    /// <param name="key">What tells the days and the selection from others.</param>
    public static async Task<(
        TrackerState State,
        IReadOnlyList<(DateOnly On, IReadOnlyDictionary<Status, long> Counts)> Points
    )> CountsAsync(
        PastChanges past,
        ReportingClock clock,
        IReadOnlyList<DateOnly> days,
        DateOnly today,
        PastSelection selection,
        string key,
        CancellationToken cancellation
    )
    {
        // Today's point holds whatever was recorded, as the summary does, also by a clock that was once ahead of this one.
        var moments = days.Select(day => day == today ? DateTimeOffset.MaxValue : clock.EndOf(day)).ToList();
        var (state, points) = await past.CountAsync(
            $"{today:yyyy-MM-dd} {key}",
            () => new StatusTimeline(moments, selection),
            cancellation
        );
        return (state, [.. days.Zip(points)]);
    }

    private Refusal? Fault(DateOnly from, DateOnly to, Interval interval) =>
        (from, to) switch
        {
            _ when clock.FaultOfLater(to) is { } later => Refusal.OfParameter("to", later),
            _ when from > to => Refusal.OfParameter("from", "must not be after to"),
            _ when IntervalRule.Count(interval, from, to) > IntervalRule.MaxCount => Refusal.OfParameter(
                "from",
                $"must be so late that there are at most {IntervalRule.MaxCount} intervals"
            ),
            _ => null,
        };
}

/// <summary>How status counts stood at the end of each interval.</summary>
internal sealed record Timeline
{
    /// <summary>One point an interval, the earliest first.</summary>
    public required IReadOnlyList<TimelinePoint> Points { get; init; }

    /// <summary>Today.</summary>
    /// <example>2026-11-21</example>
    public required DateOnly AsOf { get; init; }
}

/// <summary>How many commitments there were at the end of a day.</summary>
internal sealed record TimelinePoint
{
    /// <summary>The day: the interval's last, or today in the interval that is not over.</summary>
    /// <example>2026-10-31</example>
    public required DateOnly On { get; init; }

    /// <summary>How many there were.</summary>
    /// <example>31</example>
    public required long Total { get; init; }

    /// <summary>How many had each status; every status is there.</summary>
    public required StatusCounts ByStatus { get; init; }

    /// <summary>The share that was completed, reckoned as in the summary. Null where nothing counted.</summary>
    /// <example>0.2903</example>
    public required decimal? CompletionRate { get; init; }

    public static TimelinePoint From(DateOnly on, IReadOnlyDictionary<Status, long> byStatus) =>
        new()
        {
            On = on,
            Total = byStatus.Values.Sum(),
            ByStatus = StatusCounts.From(byStatus),
            CompletionRate = Tally.CompletionRateOf(byStatus),
        };
}
