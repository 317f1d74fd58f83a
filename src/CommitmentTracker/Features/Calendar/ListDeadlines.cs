namespace CommitmentTracker.Features.Calendar;

internal sealed record ListDeadlinesInput
{
    public DueFilters Filters { get; init; } = new();

    public PageQuery Page { get; init; } = new();
}

/// <summary>A page of what has a due date.</summary>
internal sealed record DeadlinePage
{
    /// <summary>The commitments and milestones of this page, the soonest due first.</summary>
    public required IReadOnlyList<DeadlineItem> Items { get; init; }

    /// <summary>Where the page stands.</summary>
    public required Page Page { get; init; }

    /// <summary>The day that states are derived by.</summary>
    /// <example>2026-11-21</example>
    public required DateOnly AsOf { get; init; }
}

internal sealed class ListDeadlines(LiveState live, ReportingClock clock) : Endpoint<ListDeadlinesInput, DeadlinePage>
{
    /// <summary>A commitment before its milestones, these by number, as text of one width: cursors carry text.</summary>
    private static readonly Order<TrackedDeadline> SoonestFirst = new(
        new OrderKey<TrackedDeadline>(each => Stored.Day(each.DueOn)),
        new OrderKey<TrackedDeadline>(each => each.Of.Code),
        new OrderKey<TrackedDeadline>(each => each.Milestone?.Number.ToString("D10", CultureInfo.InvariantCulture) ?? "")
    );

    public override void Configure()
    {
        Get("/deadlines");
        Definition.Under(Headings.Deadlines).OpenToReaders().Refuses(ErrorCode.InvalidCursor);
    }

    /// <summary>List what has a due date</summary>
    /// <remarks>
    /// Commitments and milestones, the soonest due first. Of a party are the commitments assigned to it, the milestones of its own, and on
    /// the commitments assigned to it the milestones of all.
    /// </remarks>
    public override async Task HandleAsync(ListDeadlinesInput input, CancellationToken cancellation) =>
        await Send.ResultAsync(await AnswerAsync(input, cancellation));

    private async Task<IResult> AnswerAsync(ListDeadlinesInput input, CancellationToken cancellation)
    {
        var day = clock.On(input.Filters.AsOf?.Value);
        var selection = input.Filters.SelectionFor(Caller.From(User), day);
        var digest = Cursor.DigestOf(HttpContext.Request.Query);
        var view = ViewOf(live, selection, day, digest);
        var pages = new ListPages<TrackedDeadline>(
            live,
            view,
            digest,
            day,
            (each, at) => each.Json.For(at, day, () => Answer.Json(DeadlineItem.From(each, day)))
        );
        return pages.Answer(await live.CurrentAsync(cancellation), input.Page, HttpContext.Request);
    }

    /// <summary>What of the selection has a due date, the soonest first.</summary>
    public static SortedView<TrackedDeadline> ViewOf(LiveState live, CommitmentSelection selection, ReportingDay day, string digest) =>
        live.Views.Get(
            ViewKey.Of("deadlines", selection, day, digest),
            key => new SortedView<TrackedDeadline>(key, new Selected(selection, day).Deadlines, SoonestFirst)
        );
}

/// <summary>Something with a due date: a commitment, or a milestone of one.</summary>
internal sealed record DeadlineItem
{
    /// <summary>What is due: the commitment, or one of its milestones.</summary>
    /// <example>commitment</example>
    public required DeadlineType Type { get; init; }

    /// <summary>The commitment's code.</summary>
    /// <example>HND-10</example>
    public required string Code { get; init; }

    /// <summary>The commitment's title.</summary>
    /// <example>Apply the ASEAN anti-scam guide against telecom fraud</example>
    public required string Title { get; init; }

    /// <summary>The milestone's number within the commitment; null for the commitment itself.</summary>
    public required int? Number { get; init; }

    /// <summary>The milestone's title; null for the commitment itself.</summary>
    public required string? MilestoneTitle { get; init; }

    /// <summary>The party whose milestone it is; null when it is everyone's, and for the commitment itself.</summary>
    public required string? Party { get; init; }

    /// <summary>How far the record binds.</summary>
    /// <example>commitment</example>
    public required CommitmentKind Kind { get; init; }

    /// <summary>The code of the instrument that the commitment stands in.</summary>
    /// <example>HANOI-2026</example>
    public required string Instrument { get; init; }

    /// <summary>The code of its theme.</summary>
    /// <example>online_scams</example>
    public required string Theme { get; init; }

    /// <summary>Who sees it.</summary>
    /// <example>published</example>
    public required Publication Publication { get; init; }

    /// <summary>The due date; for a coarser precision the last day of its period.</summary>
    /// <example>2030-12-31</example>
    public required DateOnly DueOn { get; init; }

    /// <summary>How exactly the due date is known.</summary>
    /// <example>year</example>
    public required DatePrecision Precision { get; init; }

    /// <summary>How the deadline stands: by the commitment's own status, or by whether the milestone was reached.</summary>
    /// <example>upcoming</example>
    public required DeadlineState State { get; init; }

    /// <summary>Days from the day of <c>asOf</c> to the due date, negative once it has passed.</summary>
    /// <example>1501</example>
    public required int DaysLeft { get; init; }

    /// <summary>The day on which the commitment was completed or the milestone reached; null until then.</summary>
    public required DateOnly? CompletedOn { get; init; }

    public static DeadlineItem From(TrackedDeadline each, ReportingDay day)
    {
        var (commitment, milestone, rollUp) = (each.Of.Commitment, each.Milestone, each.Of.RollUp);
        return new DeadlineItem
        {
            Type = milestone is null ? DeadlineType.Commitment : DeadlineType.Milestone,
            Code = commitment.Code,
            Title = commitment.Title,
            Number = milestone?.Number,
            MilestoneTitle = milestone?.Title,
            Party = milestone?.Party,
            Kind = commitment.Kind,
            Instrument = commitment.Instrument,
            Theme = commitment.Theme,
            Publication = commitment.Publication,
            DueOn = each.DueOn,
            Precision = milestone?.Precision ?? commitment.Deadline.Precision!.Value,
            State = milestone?.StateOn(day, rollUp.Status) ?? DeadlineRule.StateOf(each.DueOn, rollUp.Status, rollUp.CompletedOn, day),
            DaysLeft = each.DueOn.DayNumber - day.Today.DayNumber,
            CompletedOn = milestone is null ? rollUp.CompletedOn : milestone.ReachedOn,
        };
    }
}
