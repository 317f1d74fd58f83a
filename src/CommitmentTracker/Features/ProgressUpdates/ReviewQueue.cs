using CommitmentTracker.Database;
using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;
using CommitmentTracker.Http;
using CommitmentTracker.Http.Access;
using CommitmentTracker.Http.Queries;
using Microsoft.AspNetCore.Mvc;

namespace CommitmentTracker.Features.ProgressUpdates;

internal sealed record ReviewQueueQuery
{
    /// <summary>Only updates in this state of review.</summary>
    [FromQuery(Name = "review")]
    public AnyOf<ReviewState>? Review { get; init; }

    /// <summary>Only updates of these parties.</summary>
    /// <example>VN</example>
    [FromQuery(Name = "party")]
    public CodeList? Party { get; init; }

    /// <summary>Only updates on these commitments.</summary>
    /// <example>HND-10</example>
    [FromQuery(Name = "commitment")]
    public CodeList? Commitment { get; init; }

    /// <summary>How many updates a page holds at most.</summary>
    [FromQuery(Name = "limit")]
    public PageLimit? Limit { get; init; }

    /// <summary>Where the page begins: <c>page.next</c> of the one before it.</summary>
    [FromQuery(Name = "cursor")]
    public PageCursor? Cursor { get; init; }
}

internal sealed class ReviewQueue : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/progress-updates", Handle)
            .IsOperation<ReviewQueue>(Tags.ProgressUpdates)
            .OpenToReaders()
            .Answers<ProgressUpdatePage>()
            .Refuses(ErrorCode.InvalidCursor);

    /// <summary>List progress updates of all commitments, the one recorded first at the head</summary>
    /// <remarks>
    /// With <c>review=submitted</c> the queue of what waits for review. The public sees what is verified, a focal point also what its own
    /// party submitted, the secretariat everything.
    /// </remarks>
    private static async Task<IResult> Handle(
        [AsParameters] ReviewQueueQuery query,
        HttpRequest request,
        Caller caller,
        Store store,
        CancellationToken cancellation
    )
    {
        var conditions = ProgressUpdateVisibility
            .Of(caller)
            .In("u.review", "reviews", query.Review?.Values ?? [])
            .In("u.party_code", "parties", query.Party?.Values ?? [])
            .In("u.commitment_code", "commitments", query.Commitment?.Values ?? []);
        var list = new ProgressUpdateList(conditions, ProgressUpdateList.OldestFirst, Cursor.DigestOf(request.Query));
        if (!list.TryStartAfter(query.Cursor?.Value))
        {
            return Answer.Refused(Cursor.Foreign);
        }

        var page = await store.ReadAsync(session => list.PageAsync(session, query.Limit?.Value ?? PageLimit.Default, caller), cancellation);
        return Answer.Page(page, NextLink.For(request, page.Page.Next));
    }
}
