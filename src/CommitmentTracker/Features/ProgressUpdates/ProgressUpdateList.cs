using CommitmentTracker.Database;
using CommitmentTracker.Database.ProgressUpdates;
using CommitmentTracker.Http.Access;
using CommitmentTracker.Http.Queries;

namespace CommitmentTracker.Features.ProgressUpdates;

/// <summary>One page of progress updates, the one with the latest as-of date first.</summary>
internal sealed class ProgressUpdateList(Conditions conditions, string query)
{
    private const string RowsSql = $"select {ProgressUpdateRow.Columns} from progress_updates";

    private readonly Keyset<ProgressUpdateRow> keyset = new([
        new("as_of", row => row.AsOf, IsDescending: true),
        new("public_id", row => row.PublicId, IsDescending: true),
    ]);

    private Cursor? after;

    public bool TryStartAfter(string? cursor)
    {
        after = cursor is null ? null : Cursor.Decode(cursor, query, keyset.Count);
        return cursor is null || after is not null;
    }

    public async Task<ProgressUpdatePage> PageAsync(Session session, int limit, Caller caller)
    {
        var total = await session.SingleAsync<long>($"select count(*) from progress_updates {conditions.Where}", conditions.Values);
        if (after is not null)
        {
            keyset.StartAfter(conditions, after.After);
        }

        conditions.Values.Add("limit", limit + 1);
        var rows = await session.QueryAsync<ProgressUpdateRow>(
            $"{RowsSql} {conditions.Where} order by {keyset.OrderBy} limit @limit",
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
                Next = rows.Count > limit ? new Cursor(query, keyset.ValuesOf(page[^1])).Encode() : null,
            },
        };
    }
}
