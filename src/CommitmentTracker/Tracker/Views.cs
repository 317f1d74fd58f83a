using System.Collections.Concurrent;

namespace CommitmentTracker.Tracker;

/// <summary>The views that are kept: bounded, and of them the one goes first that was not asked for longest.</summary>
internal sealed class Views
{
    private const int Max = 512;
    private const long MaxWeight = 2_000_000;

    /// <summary>A view that lags so many rows of the journal behind is evicted: it would hold all that was replaced since.</summary>
    private const long MaxLag = 2_000;

    private readonly ConcurrentDictionary<string, IView> kept = new(StringComparer.Ordinal);
    private long turn;

    public int Count => kept.Count;

    /// <summary>How many members all of them hold.</summary>
    public long Weight => kept.Values.Sum(view => (long)view.Weight);

    /// <summary>The view that is kept under the key, made now where there is none.</summary>
    public TView Get<TView>(string key, Func<string, TView> make)
        where TView : IView
    {
        if (!kept.TryGetValue(key, out var view))
        {
            view = kept.GetOrAdd(key, _ => make(key));
            view.LastUsed = Interlocked.Increment(ref turn);
            EvictUnused();
        }

        view.LastUsed = Interlocked.Increment(ref turn);
        return (TView)view;
    }

    /// <summary>The view that is still kept under the key.</summary>
    public TView? Find<TView>(string key)
        where TView : class, IView => kept.GetValueOrDefault(key) as TView;

    public void EvictLagging(long sequence)
    {
        foreach (var view in kept.Values.Where(view => view.State is { } state && sequence - state.Sequence > MaxLag))
        {
            kept.TryRemove(view.Key, out _);
        }
    }

    public void Clear() => kept.Clear();

    private void EvictUnused()
    {
        while (kept.Count > 1 && (kept.Count > Max || Weight > MaxWeight))
        {
            kept.TryRemove(kept.Values.MinBy(view => view.LastUsed)!.Key, out _);
        }
    }
}
