namespace CommitmentTracker.Features.ProgressUpdates;

internal sealed record ReviewQueueInput
{
    public ProgressUpdateFilters Filters { get; init; } = new();

    public PageQuery Page { get; init; } = new();
}

internal sealed class ReviewQueue(Store store) : Endpoint<ReviewQueueInput, ProgressUpdatePage>
{
    public override void Configure()
    {
        Get("/progress-updates");
        Definition.Under(Headings.ProgressUpdates).OpenToReaders().Refuses(ErrorCode.InvalidCursor);
    }

    /// <summary>List progress updates of all commitments, the one recorded first at the head</summary>
    /// <remarks>
    /// With <c>review=submitted</c> the queue of what waits for review. The public sees what is verified, a focal point also what its own
    /// party submitted, the secretariat everything.
    /// </remarks>
    public override async Task HandleAsync(ReviewQueueInput input, CancellationToken cancellation) =>
        await Send.ResultAsync(await AnswerAsync(input, cancellation));

    private async Task<IResult> AnswerAsync(ReviewQueueInput input, CancellationToken cancellation)
    {
        var caller = Caller.From(User);
        var list = new ProgressUpdateList(
            input.Filters.SelectionFor(caller),
            ProgressUpdateReader.OldestFirst,
            Cursor.DigestOf(HttpContext.Request.Query)
        );
        if (!list.TryStartAfter(input.Page.Cursor?.Value))
        {
            return Answer.Refused(Cursor.Foreign);
        }

        var page = await store.ReadAsync(session => list.PageAsync(session, input.Page.Size, caller), cancellation);
        return Answer.Page(page, NextLink.For(HttpContext.Request, page.Page.Next));
    }
}
