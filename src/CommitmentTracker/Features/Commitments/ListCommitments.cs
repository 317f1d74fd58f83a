using CommitmentTracker.Clock;
using CommitmentTracker.Database;
using CommitmentTracker.Domain;
using CommitmentTracker.Http;
using CommitmentTracker.Http.Access;
using CommitmentTracker.Http.Endpoints;
using CommitmentTracker.Http.Queries;
using FastEndpoints;

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

internal sealed class ListCommitments(LivePages live, Store store, ReportingClock clock) : Endpoint<ListCommitmentsInput, CommitmentPage>
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
        var (sort, digest) = (input.Sort?.Keys ?? [], Cursor.DigestOf(HttpContext.Request.Query));
        var (cursor, limit) = (input.Page.Cursor?.Value, input.Page.Size);
        if (
            input.Fields is null
            && !selection.IncludesUnpublished
            && await live.ReadAsync(selection, day, sort, digest, cursor, limit, HttpContext.Request, cancellation) is { } answer
        )
        {
            return answer;
        }

        var list = new CommitmentList(selection, sort, day, digest);
        if (!list.TryStartAfter(cursor))
        {
            return Answer.Refused(Cursor.Foreign);
        }

        var fields = input.Fields?.Names ?? [];
        var (items, total, next) = await store.ReadAsync(session => list.PageAsync(session, limit, fields), cancellation);
        var page = new CommitmentPage
        {
            Items = items,
            Page = new Page
            {
                Limit = limit,
                Total = total,
                Next = next,
            },
            AsOf = day.Today,
        };
        var link = NextLink.For(HttpContext.Request, next);
        return input.Fields is null
            ? Answer.Page(page, link)
            : Answer.Page(
                new
                {
                    Items = items.Select(input.Fields.Pick),
                    page.Page,
                    page.AsOf,
                },
                link
            );
    }
}
