namespace CommitmentTracker.ReadModel;

/// <summary>An order of commitments that ends in a unique key.</summary>
internal sealed class ModelOrder(IReadOnlyList<ModelKey> keys) : IComparer<ModelCommitment>
{
    public static readonly ModelOrder ByCode = new([new ModelKey(each => each.Commitment.Code, IsDescending: false)]);

    public int Compare(ModelCommitment? x, ModelCommitment? y)
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

    /// <summary>Where a commitment stands to the one that had these values.</summary>
    public int CompareTo(ModelCommitment commitment, IReadOnlyList<string> values)
    {
        for (var index = 0; index < keys.Count; index++)
        {
            if (CompareText(keys[index].ValueOf(commitment), values[index]) is var order and not 0)
            {
                return keys[index].IsDescending ? -order : order;
            }
        }

        return 0;
    }

    public IReadOnlyList<string> ValuesOf(ModelCommitment commitment) => [.. keys.Select(key => key.ValueOf(commitment))];

    /// <summary>
    /// As the database has it, by the bytes of UTF-8, which is the order of code points. It differs from the order of UTF-16 only where a
    /// surrogate meets what stands above the surrogates.
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

internal sealed record ModelKey(Func<ModelCommitment, string> ValueOf, bool IsDescending);
