using CommitmentTracker.Database;
using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;
using CommitmentTracker.Http;
using CommitmentTracker.Http.Access;
using CommitmentTracker.Http.Queries;
using Microsoft.AspNetCore.Mvc;

namespace CommitmentTracker.Features.ProgressUpdates;

internal sealed record ListProgressUpdatesQuery
{
    /// <summary>Only updates of these parties.</summary>
    /// <example>VN</example>
    [FromQuery(Name = "party")]
    public CodeList? Party { get; init; }

    /// <summary>How many updates a page holds at most.</summary>
    [FromQuery(Name = "limit")]
    public PageLimit? Limit { get; init; }

    /// <summary>Where the page begins: <c>page.next</c> of the one before it.</summary>
    [FromQuery(Name = "cursor")]
    public PageCursor? Cursor { get; init; }
}

/// <summary>Progress updates, page by page.</summary>
internal sealed record ProgressUpdatePage
{
    /// <summary>The progress updates of this page.</summary>
    public required IReadOnlyList<ProgressUpdateResource> Items { get; init; }

    /// <summary>Where the page stands.</summary>
    public required Page Page { get; init; }
}

internal sealed class ListProgressUpdates : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/commitments/{code}/progress-updates", Handle)
            .IsOperation<ListProgressUpdates>(Tags.ProgressUpdates)
            .OpenToReaders()
            .Answers<ProgressUpdatePage>()
            .Refuses(ErrorCode.NotFound, ErrorCode.Gone, ErrorCode.InvalidCursor);

    /// <summary>List a commitment's progress updates, the one with the latest as-of date first</summary>
    /// <remarks>The public sees those that are verified, a focal point also all of its own party, the secretariat all.</remarks>
    /// <param name="code">The commitment's code.</param>
    private static async Task<IResult> Handle(
        string code,
        [AsParameters] ListProgressUpdatesQuery query,
        HttpRequest request,
        Caller caller,
        Store store,
        CancellationToken cancellation
    )
    {
        var conditions = ProgressUpdateVisibility.Of(caller, code).In("u.party_code", "parties", query.Party?.Values ?? []);
        var list = new ProgressUpdateList(conditions, ProgressUpdateList.LatestFirst, Cursor.DigestOf(request.Query));
        if (!list.TryStartAfter(query.Cursor?.Value))
        {
            return Answer.Refused(Cursor.Foreign);
        }

        var limit = query.Limit?.Value ?? PageLimit.Default;
        var result = await store.ReadAsync(session => ReadAsync(session, code, list, limit, caller), cancellation);
        return result.Succeeded(out var page, out var refusal)
            ? Answer.Page(page, NextLink.For(request, page.Page.Next))
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
        var visible = await Database.Commitments.Visibility.LoadVisibleAsync(session, code, caller.KeepsTheTracker);
        return visible.Succeeded(out _, out var refusal) ? await list.PageAsync(session, limit, caller) : refusal;
    }
}
