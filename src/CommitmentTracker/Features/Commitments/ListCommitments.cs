namespace CommitmentTracker.Features.Commitments;

internal sealed record ListCommitmentsInput
{
    public CommitmentFilters Filters { get; init; } = new();

    /// <summary>The order, by default by code. Codes break ties; what has no due date stands after what has one. Statuses stand in the order of the alphabet.</summary>
    /// <example>dueOn,-updatedAt</example>
    [QueryParam]
    public SortOrder<CommitmentSort>? Sort { get; init; }

    public PageQuery Page { get; init; } = new();

    /// <summary>Only these members of each item, and the code in any case.</summary>
    /// <example>title,status</example>
    [QueryParam]
    public FieldList<CommitmentItem>? Fields { get; init; }
}

/// <summary>A page of commitments.</summary>
internal sealed record CommitmentPage
{
    /// <summary>The commitments of this page.</summary>
    public required IReadOnlyList<CommitmentItem> Items { get; init; }

    /// <summary>Where the page stands.</summary>
    public required Page Page { get; init; }

    /// <summary>The day that states and freshness are derived by.</summary>
    /// <example>2026-11-21</example>
    public required DateOnly AsOf { get; init; }
}

internal sealed class ListCommitments(LiveState live, ReportingClock clock) : Endpoint<ListCommitmentsInput, CommitmentPage>
{
    public override void Configure()
    {
        Get("/commitments");
        Definition.Under(Headings.Commitments).OpenToReaders().Refuses(ErrorCode.InvalidCursor);
    }

    /// <summary>List commitments</summary>
    /// <remarks>Filters work together: a commitment is listed when it meets all of them, and of each filter one of the values.</remarks>
    public override async Task HandleAsync(ListCommitmentsInput input, CancellationToken cancellation) =>
        await Send.ResultAsync(await AnswerAsync(input, cancellation));

    private async Task<IResult> AnswerAsync(ListCommitmentsInput input, CancellationToken cancellation)
    {
        var day = clock.On(input.Filters.AsOf?.Value);
        var selection = input.Filters.SelectionFor(Caller.From(User));
        var digest = Cursor.DigestOf(HttpContext.Request.Query);
        var state = await live.CurrentAsync(cancellation);
        var view = ViewOf(live, selection, input.Sort, day, digest);
        var pages = new ListPages<TrackedCommitment>(live, view, digest, day, (each, at) => JsonOf(each, at, day, input.Fields));
        return pages.Answer(state, input.Page, HttpContext.Request);
    }

    /// <summary>The selection in this order.</summary>
    public static SortedView<TrackedCommitment> ViewOf(
        LiveState live,
        CommitmentSelection selection,
        SortOrder<CommitmentSort>? sort,
        ReportingDay day,
        string digest
    ) =>
        live.Views.Get(
            ViewKey.Of("commitments", selection, day, digest),
            key => new SortedView<TrackedCommitment>(key, new Selected(selection, day).Commitments, CommitmentOrder.By(sort?.Keys ?? []))
        );

    private static byte[] JsonOf(TrackedCommitment each, TrackerState state, ReportingDay day, FieldList<CommitmentItem>? fields) =>
        fields is null
            ? each.ItemJson.For(state, day, () => Answer.Json(CommitmentItem.From(each, state.References, day)))
            : Answer.Json(fields.Pick(CommitmentItem.WithAll(each, state.References, day)));
}
