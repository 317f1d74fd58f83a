using CommitmentTracker.Domain;
using CommitmentTracker.Http;
using CommitmentTracker.Http.Caching;
using CommitmentTracker.Http.Queries;
using CommitmentTracker.Json;
using CommitmentTracker.Tracker;

namespace CommitmentTracker.Features;

/// <summary>Answers a page of a view as JSON, put together from the parts that are kept with its members.</summary>
/// <param name="digest">The digest of the query, which cursors belong to.</param>
/// <param name="json">A member as JSON.</param>
internal sealed class ListPages<T>(LiveState live, SortedView<T> view, string digest, ReportingDay day, Func<T, TrackerState, byte[]> json)
    where T : class, ITracked
{
    public IResult Answer(TrackerState state, PageQuery page, HttpRequest request)
    {
        IReadOnlyList<string>? after = null;
        if (page.Cursor is { } cursor)
        {
            if (Cursor.Decode(cursor.Value, digest, view.Order.Count) is not { } decoded)
            {
                return Http.Answer.Refused(Cursor.Foreign);
            }

            after = decoded.After;
        }

        var slice = view.Slice(state, after, page.Size);
        var next = slice.HasMore ? new Cursor(digest, view.Order.ValuesOf(slice.Shown[^1])).Encode() : null;
        var standing = new Page
        {
            Limit = page.Size,
            Total = slice.Total,
            Next = next,
        };
        var items = Array.ConvertAll(slice.Shown, member => json(member, slice.State));
        // What follows the items is an object of its own but for its first brace.
        var end = Http.Answer.Json(new End(standing, day.Today)).AsSpan(1);
        var (views, key, size, mark) = (live.Views, view.Key, page.Size, slice.Mark);
        return Http.Answer.Live(
            JsonParts.Join("{\"items\":["u8, items, [.. "],"u8, .. end]),
            new CacheDependency(
                slice.State,
                now => views.Find<SortedView<T>>(key) is { } still && mark.IsOf(still.Slice(now, after, size))
            ),
            link: NextLink.For(request, next)
        );
    }

    /// <summary>The members of the page that come after its items.</summary>
    private sealed record End(Page Page, DateOnly AsOf);
}
