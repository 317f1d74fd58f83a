namespace CommitmentTracker.Api.Caching;

/// <summary>
/// What an answer depends on: it says whether the same question would be answered alike at a later state of the data. It is kept as long
/// as the answer, so it holds on to no state and no record, nor may the question to a later state.
/// </summary>
internal sealed class CacheDependency(TrackerState state, Func<TrackerState, bool> isUnchangedAt)
{
    private readonly DateOnly today = state.Today;
    private readonly References references = state.References;

    /// <summary>The number of the last state at which it was unchanged.</summary>
    private long checkedAt = state.Number;

    /// <summary>For what changes with any change of the data.</summary>
    public static CacheDependency OnEverything(TrackerState state)
    {
        var sequence = state.Sequence;
        return new CacheDependency(state, now => now.Sequence == sequence);
    }

    /// <summary>Asked once for each state. What is derived from today holds for that day.</summary>
    public bool IsUnchangedAt(TrackerState now)
    {
        if (Volatile.Read(ref checkedAt) == now.Number)
        {
            return true;
        }

        if (today != now.Today || !ReferenceEquals(references, now.References) || !isUnchangedAt(now))
        {
            return false;
        }

        Volatile.Write(ref checkedAt, now.Number);
        return true;
    }
}
