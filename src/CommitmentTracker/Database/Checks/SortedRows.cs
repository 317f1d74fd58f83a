namespace CommitmentTracker.Database.Checks;

/// <summary>Rows in the order of a key, taken key by key, so that only those of one are held at a time.</summary>
internal sealed class SortedRows<T>(IAsyncEnumerable<T> rows, Func<T, string> keyOf, Action<string> strange) : IAsyncDisposable
{
    private readonly IAsyncEnumerator<T> next = rows.GetAsyncEnumerator();
    private bool hasNext;

    public async Task<SortedRows<T>> BeginAsync()
    {
        hasNext = await next.MoveNextAsync();
        return this;
    }

    /// <summary>The rows of the key. Keys must be asked for in their order; those between that nobody asks for are strange.</summary>
    public async Task<IReadOnlyList<T>> OfAsync(string key)
    {
        await PassAsync(before: key);
        var found = new List<T>();
        while (hasNext && keyOf(next.Current) == key)
        {
            found.Add(next.Current);
            hasNext = await next.MoveNextAsync();
        }

        return found;
    }

    /// <summary>To be called when nothing more is asked for.</summary>
    public Task EndAsync() => PassAsync(before: null);

    public ValueTask DisposeAsync() => next.DisposeAsync();

    private async Task PassAsync(string? before)
    {
        string? passed = null;
        while (hasNext && (before is null || string.CompareOrdinal(keyOf(next.Current), before) < 0))
        {
            var key = keyOf(next.Current);
            if (key != passed)
            {
                strange(key);
                passed = key;
            }

            hasNext = await next.MoveNextAsync();
        }
    }
}
