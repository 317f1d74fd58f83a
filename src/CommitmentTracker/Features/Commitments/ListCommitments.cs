using CommitmentTracker.Clock;
using CommitmentTracker.Database;
using CommitmentTracker.Domain;
using CommitmentTracker.Http;
using CommitmentTracker.Http.Access;
using CommitmentTracker.Http.Queries;
using Microsoft.AspNetCore.Mvc;

namespace CommitmentTracker.Features.Commitments;

internal sealed record ListCommitmentsQuery : CommitmentFilters
{
    /// <summary>The order, by default by code. Codes break ties; what has no due date stands after what has one. Statuses stand in the order of the alphabet.</summary>
    /// <example>dueOn,-updatedAt</example>
    [FromQuery(Name = "sort")]
    public SortOrder<CommitmentSort>? Sort { get; init; }

    /// <summary>How many items a page holds at most.</summary>
    [FromQuery(Name = "limit")]
    public PageLimit? Limit { get; init; }

    /// <summary>Where the page begins: <c>page.next</c> of the one before it, with the same filters and sort.</summary>
    [FromQuery(Name = "cursor")]
    public PageCursor? Cursor { get; init; }

    /// <summary>Only these members of each item, and the code in any case.</summary>
    /// <example>title,status</example>
    [FromQuery(Name = "fields")]
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

internal sealed class ListCommitments : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/commitments", Handle)
            .IsOperation<ListCommitments>(Tags.Commitments)
            .OpenToReaders()
            .Answers<CommitmentPage>()
            .Refuses(ErrorCode.InvalidCursor);

    /// <summary>List commitments</summary>
    /// <remarks>Filters work together: a commitment is listed when it meets all of them, and of each filter one of the values.</remarks>
    private static async Task<IResult> Handle(
        [AsParameters] ListCommitmentsQuery query,
        HttpRequest request,
        Caller caller,
        LivePages live,
        Store store,
        ReportingClock clock,
        CancellationToken cancellation
    )
    {
        var day = clock.On(query.AsOf?.Value);
        var selection = query.SelectionFor(caller);
        var (sort, digest) = (query.Sort?.Keys ?? [], Cursor.DigestOf(request.Query));
        var (cursor, limit) = (query.Cursor?.Value, query.Limit?.Value ?? PageLimit.Default);
        if (
            query.Fields is null
            && !selection.IncludesUnpublished
            && await live.ReadAsync(selection, day, sort, digest, cursor, limit, request, cancellation) is { } answer
        )
        {
            return answer;
        }

        var list = new CommitmentList(selection, sort, day, digest);
        if (!list.TryStartAfter(cursor))
        {
            return Answer.Refused(Cursor.Foreign);
        }

        var fields = query.Fields?.Names ?? [];
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
        var link = NextLink.For(request, next);
        return query.Fields is null
            ? Answer.Page(page, link)
            : Answer.Page(
                new
                {
                    Items = items.Select(query.Fields.Pick),
                    page.Page,
                    page.AsOf,
                },
                link
            );
    }
}
