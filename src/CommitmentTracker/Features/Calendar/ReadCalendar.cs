namespace CommitmentTracker.Features.Calendar;

internal sealed record ReadCalendarInput
{
    /// <summary>Only what these member states owe, by ISO 3166-1 alpha-2 code. Together with <c>body</c> it means either.</summary>
    /// <example>VN</example>
    [QueryParam, Names(Grouping.MemberState)]
    public CodeList? MemberState { get; init; }

    /// <summary>Only what these ASEAN bodies owe. Together with <c>memberState</c> it means either.</summary>
    /// <example>WG-AI</example>
    [QueryParam, Names(Grouping.Body)]
    public CodeList? Body { get; init; }

    /// <summary>Only of commitments that stand in one of these instruments, or also under it.</summary>
    /// <example>HANOI-2026</example>
    [QueryParam, Names(Grouping.Instrument)]
    public CodeList? Instrument { get; init; }

    /// <summary>Only of commitments of one of these themes.</summary>
    /// <example>online_scams</example>
    [QueryParam, Names(Grouping.Theme)]
    public CodeList? Theme { get; init; }

    /// <summary>The token of a private feed: opens the calendar of its party alone, and needs no key. Not beside <c>memberState</c> or <c>body</c>.</summary>
    [QueryParam]
    public FeedToken? Feed { get; init; }

    public List<string> Parties => [.. (MemberState?.Values ?? []).Union(Body?.Values ?? [])];
}

internal sealed class ReadCalendar(Store store, LiveState live, IOptions<AccessOptions> access) : Endpoint<ReadCalendarInput, string>
{
    private static readonly Order<TrackedCommitment> ByCode = new(new OrderKey<TrackedCommitment>(each => each.Code));

    public override void Configure()
    {
        Get("/calendar.ics");
        Definition.Under(Headings.Deadlines).OpenToAll().AnswersText("text/calendar").Refuses(ErrorCode.NotFound);
    }

    /// <summary>Subscribe to what has a due date</summary>
    /// <remarks>
    /// An iCalendar feed (RFC 5545) of the published commitments and their milestones: a day-long event on the due day, for a coarser
    /// deadline on the last day of its period, and its title says so. An event says who owes it, how it stands and what its deadline rests
    /// on, leads to the commitment (URL), and has its instruments and its theme as categories. While it is open it has an alarm 7 days
    /// before; the title of a completed one begins with "Completed". What was withdrawn or archived, or is not due any more, stays as a
    /// cancelled event to the end of the 90th day after. Calendar clients send no key: where reading is not public, create a private feed.
    /// </remarks>
    public override async Task HandleAsync(ReadCalendarInput input, CancellationToken cancellation) =>
        await Send.ResultAsync(await AnswerAsync(input, cancellation));

    private async Task<IResult> AnswerAsync(ReadCalendarInput input, CancellationToken cancellation)
    {
        // Not by the policy of all reads, which would ask the holder of a feed for a key too.
        if (input.Feed is null && !access.Value.PublicRead && HttpContext.User.Identity is not { IsAuthenticated: true })
        {
            return Results.Challenge();
        }

        if (input.Feed is not null && input.Parties.Count > 0)
        {
            return Answer.Refused(FeedOpening.TakesNoParty);
        }

        var opened = await FeedOpening.PartiesAsync(store, input.Feed?.Value, input.Parties, cancellation);
        return opened.Succeeded(out var parties, out var refusal)
            ? AnswerOf(await live.CurrentAsync(cancellation), input, parties)
            : Answer.Refused(refusal);
    }

    private PiecewiseAnswer AnswerOf(TrackerState state, ReadCalendarInput query, List<string> parties)
    {
        var selection = CommitmentSelection.Published with
        {
            Parties = parties,
            Instruments = query.Instrument?.Values ?? [],
            Themes = query.Theme?.Values ?? [],
        };
        var key = KeyOf(selection);
        var view = live.Views.Get(
            key,
            name => new SortedView<TrackedCommitment>(name, of => of.Calendar.Any(entry => entry.IsIn(selection)) ? [of] : [], ByCode)
        );
        var slice = view.Slice(state, null, int.MaxValue);
        var entries = slice.Shown.SelectMany(of => of.Calendar).Where(entry => entry.IsIn(selection) && entry.IsShownOn(slice.State.Today));
        var commitments = $"{PublicAddress.Of(HttpContext.Request)}{FeatureMap.Root}/commitments";
        var text = new CalendarText(EventTexts.With(slice.State.References), commitments).Of(parties, entries);
        var (views, mark) = (live.Views, slice.Mark);
        return new PiecewiseAnswer(text, CalendarText.MediaType)
        {
            IsPrivate = query.Feed is not null,
            // A private feed is looked up each time: it may have been revoked.
            Dependency = query.Feed is null
                ? new CacheDependency(
                    slice.State,
                    now => views.Find<SortedView<TrackedCommitment>>(key) is { } still && mark.IsOf(still.Slice(now, null, int.MaxValue))
                )
                : null,
        };
    }

    /// <summary>Of a view that holds for every day, and is the same for whoever asks.</summary>
    private static string KeyOf(CommitmentSelection selection) =>
        $"calendar {string.Join(' ', [.. selection.Parties, "/", .. selection.Instruments, "/", .. selection.Themes])}";
}
