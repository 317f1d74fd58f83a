using CommitmentTracker.Tracker;

namespace CommitmentTracker.Http.Caching;

/// <summary>What an answer was made of. It says whether the same question would be answered alike at a later state of the data.</summary>
internal sealed class Basis(TrackerState state, Func<TrackerState, bool> holdsAt)
{
    /// <summary>The last state at which it held.</summary>
    private TrackerState checkedAt = state;

    /// <summary>Checked once for each state. What is derived from today holds for that day.</summary>
    public bool HoldsAt(TrackerState now)
    {
        var known = Volatile.Read(ref checkedAt);
        if (ReferenceEquals(known, now))
        {
            return true;
        }

        if (known.Today != now.Today || !ReferenceEquals(known.References, now.References) || !holdsAt(now))
        {
            return false;
        }

        Volatile.Write(ref checkedAt, now);
        return true;
    }
}
