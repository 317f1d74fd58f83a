using CommitmentTracker.Database;
using CommitmentTracker.Http.Queries;
using Dapper;

namespace CommitmentTracker.Features;

/// <summary>The pages of one list in one order, each with the exact total of the whole.</summary>
/// <param name="select">The columns, those of the order among them.</param>
/// <param name="from">The tables.</param>
/// <param name="selected">Which rows the list holds.</param>
/// <param name="keyset">Their order.</param>
/// <param name="query">The digest of the query, which cursors belong to.</param>
internal sealed class ListPages<TRow>(string select, string from, Conditions selected, Keyset<TRow> keyset, string query)
{
    /// <summary>What is selected and comes after the cursor; null without one.</summary>
    private Conditions? afterCursor;

    public bool TryStartAfter(PageCursor? cursor)
    {
        if (cursor is null)
        {
            return true;
        }

        if (Cursor.Decode(cursor.Value, query, keyset.Count) is not { } after)
        {
            return false;
        }

        afterCursor = selected.Copy();
        keyset.StartAfter(afterCursor, after.After);
        return true;
    }

    public async Task<(IReadOnlyList<TRow> Rows, Page Page)> ReadAsync(Session session, int limit)
    {
        var total = await session.SingleAsync<long>($"select count(*)\n{from}\n{selected.Where}", selected.Values);
        var remaining = afterCursor ?? selected;
        var values = new DynamicParameters(remaining.Values);
        // One more than the page holds tells whether there is a next one.
        values.Add("limit", limit + 1);
        var rows = await session.QueryAsync<TRow>($"{select}\n{from}\n{remaining.Where}\norder by {keyset.OrderBy}\nlimit @limit", values);
        var shown = rows.Take(limit).ToList();
        var page = new Page
        {
            Limit = limit,
            Total = total,
            Next = rows.Count > limit ? new Cursor(query, keyset.ValuesOf(shown[^1])).Encode() : null,
        };
        return (shown, page);
    }
}
