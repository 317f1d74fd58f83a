using System.Collections.Concurrent;

namespace CommitmentTracker.Tracker;

/// <summary>
/// What a timeline counts, in the order in which it changed: read from the journal when a timeline is first asked for, and followed from
/// there. A change that moves nothing which a timeline counts is not kept.
/// </summary>
internal sealed class PastChanges(Store store, LiveState live) : IDisposable
{
    private const int MaxFolds = 64;

    /// <summary>How many rows of the journal are read at once: all of it would be more than is kept of it.</summary>
    private const int RowsAtOnce = 1000;

    private readonly SemaphoreSlim following = new(1, 1);
    private readonly Dictionary<string, PastCommitment> last = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Fold> folds = new(StringComparer.Ordinal);
    private PastStep[] steps = [];
    private Known known = new(0, default);

    /// <summary>
    /// The counts of a timeline, with the state that they are at least of. A timeline that was asked for before goes on from where it was.
    /// </summary>
    /// <param name="key">What tells it from others: its moments and its selection.</param>
    public async Task<(TrackerState State, IReadOnlyList<IReadOnlyDictionary<Status, long>> Points)> CountAsync(
        string key,
        Func<StatusTimeline> begin,
        CancellationToken cancellation
    )
    {
        var (state, all) = await CurrentAsync(cancellation);
        if (folds.Count >= MaxFolds)
        {
            folds.Clear();
        }

        return (state, folds.GetOrAdd(key, _ => new Fold(begin())).After(all.Span));
    }

    private async Task<(TrackerState State, ReadOnlyMemory<PastStep> Steps)> CurrentAsync(CancellationToken cancellation)
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
            while (known.Sequence < sequence)
            {
                await FollowSomeAsync(Math.Min(known.Sequence + RowsAtOnce, sequence), cancellation);
            }

            return known;
        }
        finally
        {
            following.Release();
        }
    }

    private async Task FollowSomeAsync(long upTo, CancellationToken cancellation)
    {
        // Read whole before anything is kept of it: a read that breaks off is made again from the same row.
        var read = await store.ReadAsync(session => PastFields.ReadAsync(session, known.Sequence, upTo), cancellation);
        var count = known.Steps.Length;
        foreach (var (at, code, change) in read)
        {
            if (count == steps.Length)
            {
                Array.Resize(ref steps, Math.Max(256, 2 * count));
            }

            var before = last.GetValueOrDefault(code, PastCommitment.Unborn);
            var now = last[code] = before.After(change);
            steps[count++] = new PastStep(at, before, now);
        }

        // Those who asked before read no further than there was then.
        Volatile.Write(ref known, new Known(upTo, steps.AsMemory(0, count)));
    }

    /// <summary>A timeline that has counted so many of the steps.</summary>
    private sealed class Fold(StatusTimeline timeline)
    {
        private readonly Lock gate = new();
        private int counted;

        public IReadOnlyList<IReadOnlyDictionary<Status, long>> After(ReadOnlySpan<PastStep> all)
        {
            lock (gate)
            {
                for (; counted < all.Length; counted++)
                {
                    timeline.Add(all[counted]);
                }

                return timeline.Points();
            }
        }
    }

    private sealed record Known(long Sequence, ReadOnlyMemory<PastStep> Steps);
}
