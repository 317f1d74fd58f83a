namespace CommitmentTracker.Http.Queries;

/// <summary>The cursor as the caller sent it back.</summary>
internal sealed record PageCursor(string Value, string? Fault) : IQueryValue<PageCursor>
{
    public static PageCursor Read(string text) =>
        text is { Length: > 0 and <= Cursor.MaxLength }
            ? new PageCursor(text, null)
            : new PageCursor("", "must be the cursor of a page before this one");
}
