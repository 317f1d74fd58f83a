namespace CommitmentTracker.Tracker;

/// <summary>An order that ends in a unique key. Its values are texts, which a cursor carries.</summary>
internal sealed class Order<T>(params IReadOnlyList<OrderKey<T>> keys) : IComparer<T>
{
    public int Count => keys.Count;

    public int Compare(T? x, T? y)
    {
        foreach (var key in keys)
        {
            if (CompareText(key.ValueOf(x!), key.ValueOf(y!)) is var order and not 0)
            {
                return key.IsDescending ? -order : order;
            }
        }

        return 0;
    }

    /// <summary>Where a member stands to the one that had these values.</summary>
    public int CompareTo(T member, IReadOnlyList<string> values)
    {
        for (var index = 0; index < keys.Count; index++)
        {
            if (CompareText(keys[index].ValueOf(member), values[index]) is var order and not 0)
            {
                return keys[index].IsDescending ? -order : order;
            }
        }

        return 0;
    }

    public IReadOnlyList<string> ValuesOf(T member) => [.. keys.Select(key => key.ValueOf(member))];

    /// <summary>
    /// By code points, as every database has it in collation C. It differs from the order of UTF-16 only where a surrogate meets what stands
    /// above the surrogates.
    /// </summary>
    private static int CompareText(string one, string other)
    {
        var same = one.AsSpan().CommonPrefixLength(other);
        if (same == one.Length || same == other.Length)
        {
            return one.Length - other.Length;
        }

        var (first, second) = (one[same], other[same]);
        return char.IsSurrogate(first) == char.IsSurrogate(second) ? first - second
            : char.IsSurrogate(first) ? 1
            : -1;
    }
}

internal sealed record OrderKey<T>(Func<T, string> ValueOf, bool IsDescending = false);
