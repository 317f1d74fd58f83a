namespace CommitmentTracker.Features.ProgressUpdates;

internal sealed record ListProgressUpdatesInput
{
    /// <summary>The commitment's code.</summary>
    [RouteParam]
    public string Code { get; init; } = "";

    /// <summary>Only updates of these parties.</summary>
    /// <example>VN</example>
    [QueryParam, Names(Grouping.MemberState, Grouping.Body)]
    public CodeList? Party { get; init; }

    public PageQuery Page { get; init; } = new();
}

/// <summary>Progress updates, page by page.</summary>
internal sealed record ProgressUpdatePage
{
    /// <summary>The progress updates of this page.</summary>
    public required IReadOnlyList<ProgressUpdateResource> Items { get; init; }

    /// <summary>Where the page stands.</summary>
    public required Page Page { get; init; }
}

internal sealed class ListProgressUpdates(Store store) : Endpoint<ListProgressUpdatesInput, ProgressUpdatePage>
{
    public override void Configure()
    {
        Get("/commitments/{code}/progress-updates");
        Definition.Under(Headings.ProgressUpdates).OpenToReaders().Refuses(ErrorCode.NotFound, ErrorCode.Gone, ErrorCode.InvalidCursor);
    }

    /// <summary>List a commitment's progress updates, the one with the latest as-of date first</summary>
    /// <remarks>The public sees those that are verified, a focal point also all of its own party, the secretariat all.</remarks>
    public override async Task HandleAsync(ListProgressUpdatesInput input, CancellationToken cancellation) =>
        await Send.ResultAsync(await AnswerAsync(input, cancellation));

    private async Task<IResult> AnswerAsync(ListProgressUpdatesInput input, CancellationToken cancellation)
    {
        var caller = Caller.From(User);
        var selection = new ProgressUpdateSelection(caller.Sight) { Commitments = [input.Code], Parties = input.Party?.Values ?? [] };
        var list = new ProgressUpdateList(selection, ProgressUpdateReader.LatestFirst, Cursor.DigestOf(HttpContext.Request.Query));
        if (!list.TryStartAfter(input.Page.Cursor?.Value))
        {
            return Answer.Refused(Cursor.Foreign);
        }

        var limit = input.Page.Size;
        var result = await store.ReadAsync(session => ReadAsync(session, input.Code, list, limit, caller), cancellation);
        return result.Succeeded(out var page, out var refusal)
            ? Answer.Page(page, NextLink.For(HttpContext.Request, page.Page.Next))
            : Answer.Refused(refusal);
    }

    private static async Task<Result<ProgressUpdatePage>> ReadAsync(
        Session session,
        string code,
        ProgressUpdateList list,
        int limit,
        Caller caller
    )
    {
        var visible = await Visibility.LoadVisibleAsync(session, code, caller.KeepsTheTracker);
        return visible.Succeeded(out _, out var refusal) ? await list.PageAsync(session, limit, caller) : refusal;
    }
}

/// <summary>One page of progress updates, in an order, with the exact total.</summary>
internal sealed class ProgressUpdateList(ProgressUpdateSelection selection, Keyset<ProgressUpdate> order, string query)
{
    private Cursor? after;

    public bool TryStartAfter(string? cursor)
    {
        after = cursor is null ? null : Cursor.Decode(cursor, query, order.Count);
        return cursor is null || after is not null;
    }

    public async Task<ProgressUpdatePage> PageAsync(Session session, int limit, Caller caller)
    {
        var (updates, total) = await ProgressUpdateReader.PageAsync(session, selection, order, after?.After, limit);
        var page = updates.Take(limit).ToList();
        return new ProgressUpdatePage
        {
            Items = [.. page.Select(update => ProgressUpdateResource.From(update, caller))],
            Page = new Page
            {
                Limit = limit,
                Total = total,
                Next = updates.Count > limit ? new Cursor(query, order.ValuesOf(page[^1])).Encode() : null,
            },
        };
    }
}
