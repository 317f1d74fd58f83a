using CommitmentTracker.Domain;
using CommitmentTracker.Http;
using CommitmentTracker.Http.Queries;
using CommitmentTracker.ReadModel;

namespace CommitmentTracker.Features.Commitments;

/// <summary>Pages of the list from the read model: the same bytes that <see cref="CommitmentList"/> leads to.</summary>
internal sealed class LivePages(LiveModel model)
{
    /// <summary>Null where the store is to be asked.</summary>
    /// <param name="query">The digest of the query, which cursors belong to and the list is kept under.</param>
    public ValueTask<IResult?> ReadAsync(
        CommitmentSelection selection,
        ReportingDay day,
        IReadOnlyList<SortKey<CommitmentSort>> sort,
        string query,
        string? cursor,
        int limit,
        HttpRequest request,
        CancellationToken cancellation
    )
    {
        var order = CommitmentOrder.InModel(sort, out var keys);
        var after = cursor is null ? null : Cursor.Decode(cursor, query, keys);
        if (cursor is not null && after is null)
        {
            return ValueTask.FromResult<IResult?>(Answer.Refused(Cursor.Foreign));
        }

        var selected = new ModelSelection(selection, day, $"list {query}");
        return model.ReadAsync(
            selected,
            state =>
            {
                var list = state.Live(selected.Key, () => new LiveList(selected.Selects, order, selected.IsByText));
                var page = list.Page(after?.After, limit);
                var next = page.HasMore ? new Cursor(query, list.ValuesOf(page.Shown[^1])).Encode() : null;
                var end = new End(
                    new Page
                    {
                        Limit = limit,
                        Total = list.Count,
                        Next = next,
                    },
                    state.Day.Today
                );
                return Answer.Live(Json(page.Shown, end, state), page.Validity, link: NextLink.For(request, next));
            },
            cancellation
        );
    }

    private static byte[] Json(ReadOnlySpan<ModelCommitment> shown, End end, ModelState state)
    {
        var items = new byte[shown.Length][];
        for (var index = 0; index < shown.Length; index++)
        {
            items[index] = shown[index]
                .Json(ModelJson.Item, each => Answer.Json(CommitmentItem.From(each.Stored, state.References, state.Day)));
        }

        // What follows the items is an object of its own but for its first brace.
        return JsonParts.Join("{\"items\":["u8, items, [.. "],"u8, .. Answer.Json(end).AsSpan(1)]);
    }

    /// <summary>The members of the page that come after its items.</summary>
    private sealed record End(Page Page, DateOnly AsOf);
}
