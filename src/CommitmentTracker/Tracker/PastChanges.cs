namespace CommitmentTracker.Tracker;

/// <summary>
/// What a timeline counts, in the order in which it changed: read from the journal when a timeline is first asked for, and followed from
/// there. A change that moves nothing which a timeline counts is not kept.
/// </summary>
internal sealed class PastChanges(Store store, LiveState live) : IDisposable
{
    private readonly SemaphoreSlim following = new(1, 1);
    private readonly Dictionary<string, PastCommitment> last = new(StringComparer.Ordinal);
    private readonly List<PastStep> steps = [];
    private Known known = new(0, default);

    /// <summary>All of them at least up to the current state, with that.</summary>
    public async Task<(TrackerState State, ReadOnlyMemory<PastStep> Steps)> CurrentAsync(CancellationToken cancellation)
    {
        var state = await live.CurrentAsync(cancellation);
        var current = Volatile.Read(ref known);
        if (current.Sequence < state.Sequence)
        {
            current = await FollowAsync(state.Sequence, cancellation);
        }

        return (state, current.Steps);
    }

    public void Dispose() => following.Dispose();

    private async Task<Known> FollowAsync(long sequence, CancellationToken cancellation)
    {
        await following.WaitAsync(cancellation);
        try
        {
            if (known.Sequence >= sequence)
            {
                return known;
            }

            // Read whole before anything is kept of it: a read that breaks off is made again from the same row.
            var read = await store.ReadAsync(session => PastFields.ReadAsync(session, known.Sequence, sequence), cancellation);
            foreach (var (at, code, change) in read)
            {
                var before = last.GetValueOrDefault(code, PastCommitment.Unborn);
                var now = last[code] = before.After(change);
                steps.Add(new PastStep(at, before, now));
            }

            // A copy, since those who asked before still read theirs.
            Volatile.Write(ref known, new Known(sequence, read.Count == 0 ? known.Steps : steps.ToArray()));
            return known;
        }
        finally
        {
            following.Release();
        }
    }

    private sealed record Known(long Sequence, ReadOnlyMemory<PastStep> Steps);
}
