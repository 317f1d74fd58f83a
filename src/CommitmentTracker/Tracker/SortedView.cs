namespace CommitmentTracker.Tracker;

/// <summary>What is selected of each commitment (itself, its assignments, its deadlines), in one order.</summary>
internal sealed class SortedView<T>(string key, Func<TrackedCommitment, IEnumerable<T>> selectedOf, Order<T> order)
    : View<ImmutableSortedSet<T>>(key)
    where T : class, ITracked
{
    public Order<T> Order => order;

    /// <summary>So many members from the first one after that which had these values; from the beginning without.</summary>
    public Slice<T> Slice(TrackerState state, IReadOnlyList<string>? after, int limit)
    {
        var kept = At(state);
        return Slice(kept, after is null ? 0 : IndexAfter(kept.Content, after), limit);
    }

    /// <summary>So many members from one by its place on, the first being 0.</summary>
    public Slice<T> SliceFrom(TrackerState state, int start, int limit) => Slice(At(state), start, limit);

    private static Slice<T> Slice(Kept kept, int from, int limit)
    {
        var members = kept.Content;
        var start = Math.Min(from, members.Count);
        var shown = new T[Math.Min(limit, members.Count - start)];
        for (var index = 0; index < shown.Length; index++)
        {
            shown[index] = members[start + index];
        }

        return new Slice<T>(kept.State, shown, members.Count, HasMore: start + shown.Length < members.Count);
    }

    protected override ImmutableSortedSet<T> Build(TrackerState state) =>
        ImmutableSortedSet.CreateRange(order, state.Commitments.Values.SelectMany(selectedOf));

    protected override ImmutableSortedSet<T> Patch(ImmutableSortedSet<T> content, IReadOnlyList<Replacement> changes, References references)
    {
        var members = content.ToBuilder();
        foreach (var replacement in changes)
        {
            foreach (var gone in replacement.Before is null ? [] : selectedOf(replacement.Before))
            {
                members.Remove(gone);
            }

            foreach (var come in selectedOf(replacement.After))
            {
                members.Add(come);
            }
        }

        return members.ToImmutable();
    }

    protected override int WeightOf(ImmutableSortedSet<T> content) => content.Count;

    private int IndexAfter(ImmutableSortedSet<T> members, IReadOnlyList<string> values)
    {
        var (low, high) = (0, members.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = order.CompareTo(members[middle], values) <= 0 ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}

/// <summary>A page of a view: what it shows, how many there are in all, and whether anything comes after it.</summary>
internal sealed record Slice<T>(TrackerState State, T[] Shown, int Total, bool HasMore)
    where T : class, ITracked
{
    public SliceMark Mark => new(Total, HasMore, Array.ConvertAll(Shown, each => (each.Of.Stored.Id, each.Of.Stored.Version)));
}

/// <summary>
/// What a page showed, by the versions of its commitments: little enough to be kept with an answer, whose records may long be replaced.
/// Of an unchanged commitment the same parts stand in the same places.
/// </summary>
internal sealed class SliceMark(int total, bool hasMore, (long Id, long Version)[] shown)
{
    private readonly (int, bool) size = (total, hasMore);
    private readonly (long Id, long Version)[] shown = shown;

    public bool IsOf<T>(Slice<T> slice)
        where T : class, ITracked
    {
        var other = slice.Mark;
        return size == other.size && shown.AsSpan().SequenceEqual(other.shown);
    }
}
