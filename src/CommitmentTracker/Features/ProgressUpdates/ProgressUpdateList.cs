using CommitmentTracker.Database;
using CommitmentTracker.Database.ProgressUpdates;
using CommitmentTracker.Http.Access;
using CommitmentTracker.Http.Queries;

namespace CommitmentTracker.Features.ProgressUpdates;

/// <summary>One page of progress updates, in an order, with the exact total.</summary>
internal sealed class ProgressUpdateList(Conditions conditions, Keyset<ProgressUpdateRow> order, string query)
{
    /// <summary>As they were recorded. The ids begin with the time, so that their order is that of recording.</summary>
    public static readonly Keyset<ProgressUpdateRow> OldestFirst = new([new("u.public_id", row => row.PublicId)]);

    public static readonly Keyset<ProgressUpdateRow> LatestFirst = new([
        new("u.as_of", row => row.AsOf, IsDescending: true),
        new("u.public_id", row => row.PublicId, IsDescending: true),
    ]);

    private const string From = "from progress_updates u join commitments c on c.code = u.commitment_code";

    private Cursor? after;

    public bool TryStartAfter(string? cursor)
    {
        after = cursor is null ? null : Cursor.Decode(cursor, query, order.Count);
        return cursor is null || after is not null;
    }

    public async Task<ProgressUpdatePage> PageAsync(Session session, int limit, Caller caller)
    {
        var total = await session.SingleAsync<long>($"select count(*) {From} {conditions.Where}", conditions.Values);
        if (after is not null)
        {
            order.StartAfter(conditions, after.After);
        }

        conditions.Values.Add("limit", limit + 1);
        var rows = await session.QueryAsync<ProgressUpdateRow>(
            $"select {ProgressUpdateRow.ColumnsOfU} {From} {conditions.Where} order by {order.OrderBy} limit @limit",
            conditions.Values
        );
        var page = rows.Take(limit).ToList();
        return new ProgressUpdatePage
        {
            Items = [.. page.Select(row => ProgressUpdateResource.From(row, caller))],
            Page = new Page
            {
                Limit = limit,
                Total = total,
                Next = rows.Count > limit ? new Cursor(query, order.ValuesOf(page[^1])).Encode() : null,
            },
        };
    }
}
