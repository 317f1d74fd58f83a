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

/// <summary>
/// Something worked out from all commitments once, and brought up to date with what has changed since whenever it is asked for: writers
/// pay nothing for it. What it holds at a state never changes.
/// </summary>
internal abstract class View<TContent>(string key) : IView
    where TContent : class
{
    private readonly Lock gate = new();
    private Kept? kept;

    public string Key { get; } = key;

    public long LastUsed { get; set; }

    public TrackerState? State => Volatile.Read(ref kept)?.State;

    public int Weight => Volatile.Read(ref kept) is { } known ? WeightOf(known.Content) : 0;

    /// <summary>What it holds at this state, or at a later one that somebody has brought it to.</summary>
    public Kept At(TrackerState state)
    {
        var known = Volatile.Read(ref kept);
        if (known is not null && known.State.Number >= state.Number)
        {
            return known;
        }

        lock (gate)
        {
            known = kept;
            if (known is null || known.State.Number < state.Number)
            {
                var changes = known is null ? null : state.Recent.Between(known.State.Number, state.Number);
                var content = changes is null ? Build(state) : Patch(known!.Content, changes, state.References);
                Volatile.Write(ref kept, known = new Kept(state, content));
            }

            return known;
        }
    }

    protected abstract TContent Build(TrackerState state);

    /// <summary>What it holds after these changes.</summary>
    protected abstract TContent Patch(TContent content, IReadOnlyList<Replacement> changes, References references);

    protected abstract int WeightOf(TContent content);

    internal sealed record Kept(TrackerState State, TContent Content);
}

internal interface IView
{
    string Key { get; }

    /// <summary>The turn in which it was asked for last.</summary>
    long LastUsed { get; set; }

    /// <summary>The state that it was brought to; null before it was first asked.</summary>
    TrackerState? State { get; }

    /// <summary>How many members it holds: what it takes of memory grows with them.</summary>
    int Weight { get; }
}
