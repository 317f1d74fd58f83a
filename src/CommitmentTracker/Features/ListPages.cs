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
                return Api.Answer.Refused(Cursor.Foreign);
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
        var end = Api.Answer.Json(new End(standing, day.Today)).AsSpan(1);
        var (views, key, size, mark) = (live.Views, view.Key, page.Size, slice.Mark);
        return Api.Answer.Live(
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

/// <summary>What tells one kept view from another: what it lists, who may see it, the day, and what the query asks.</summary>
internal static class ViewKey
{
    public static string Of(string list, CommitmentSelection selection, ReportingDay day, string digest) =>
        $"{list} {(selection.IncludesUnpublished ? "all" : "published")} {day.Today:yyyy-MM-dd} {digest}";
}

/// <summary>The figures that are kept: of selections, and of all that is published, which stand beside an instrument, a theme or a party.</summary>
internal static class KeptFigures
{
    /// <summary>The figures of a selection on a day, kept under what the selection was made of.</summary>
    public static TallyView Tallies(this LiveState live, string key, CommitmentSelection selection, ReportingDay day, Grouping grouping) =>
        live.Views.Get(
            $"figures by {grouping} {key}",
            name =>
            {
                var selected = new Selected(selection, day);
                return new TallyView(name, (of, references) => selected.Figures(of, grouping, references));
            }
        );

    /// <summary>Those of all that is published.</summary>
    public static TallyView Tallies(this LiveState live, Grouping grouping, ReportingDay day) =>
        live.Tallies($"of all {day.Today:O}", CommitmentSelection.Published, day, grouping);

    /// <summary>They are unchanged until something changes that is counted.</summary>
    public static CacheDependency DependencyOn(this LiveState live, TallyView view, TrackerState state, Tallies tallies)
    {
        var (views, key) = (live.Views, view.Key);
        return new CacheDependency(
            state,
            now => views.Find<TallyView>(key) is { } still && ReferenceEquals(still.At(now).Content, tallies)
        );
    }
}
