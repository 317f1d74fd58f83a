using System.Buffers;
using CommitmentTracker.Domain;
using CommitmentTracker.Http;
using CommitmentTracker.Http.Queries;
using CommitmentTracker.ReadModel;

namespace CommitmentTracker.Features.Commitments;

/// <summary>Pages of the list from the read model: the same bytes that <see cref="CommitmentList"/> leads to.</summary>
internal sealed class LivePages(LiveModel model)
{
    private static readonly byte[] Beginning = "{\"items\":["u8.ToArray();
    private static readonly byte[] PageMember = "],\"page\":"u8.ToArray();
    private static readonly byte[] AsOfMember = ",\"asOf\":"u8.ToArray();

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
                var rows = list.Page(after?.After, limit + 1);
                var shown = rows[..Math.Min(limit, rows.Length)];
                var next = rows.Length > limit ? new Cursor(query, list.ValuesOf(shown[^1])).Encode() : null;
                var page = new Page
                {
                    Limit = limit,
                    Total = list.Count,
                    Next = next,
                };
                return Answer.Live(Json(shown, page, state), list.Validity, link: NextLink.For(request, next));
            },
            cancellation
        );
    }

    private static byte[] Json(ReadOnlySpan<ModelCommitment> shown, Page page, ModelState state)
    {
        var body = new ArrayBufferWriter<byte>(1024);
        body.Write(Beginning);
        for (var index = 0; index < shown.Length; index++)
        {
            if (index > 0)
            {
                body.Write(","u8);
            }

            body.Write(
                shown[index].Json(ModelJson.Item, each => Answer.Json(CommitmentItem.From(each.Stored, state.References, state.Day)))
            );
        }

        body.Write(PageMember);
        body.Write(Answer.Json(page));
        body.Write(AsOfMember);
        body.Write(Answer.Json(state.Day.Today));
        body.Write("}"u8);
        return body.WrittenSpan.ToArray();
    }
}
