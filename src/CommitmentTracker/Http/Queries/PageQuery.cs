using FastEndpoints;

namespace CommitmentTracker.Http.Queries;

/// <summary>The query of a list that is read page by page.</summary>
internal sealed record PageQuery : IQueryGroup
{
    /// <summary>How many items a page holds at most.</summary>
    [QueryParam]
    public PageLimit? Limit { get; init; }

    /// <summary>Where the page begins: <c>page.next</c> of the one before it, with the same filters and sort.</summary>
    [QueryParam]
    public PageCursor? Cursor { get; init; }

    public int Size => Limit?.Value ?? PageLimit.Default;
}
