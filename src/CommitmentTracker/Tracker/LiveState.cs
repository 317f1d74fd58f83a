namespace CommitmentTracker.Tracker;

/// <summary>
/// The state in memory that every list, figure and search reads from. It follows the journal: whoever asks first after a commit brings in
/// what the journal holds since, so that everyone reads what was acknowledged to anyone, and a burst of writes costs one look.
/// </summary>
internal sealed class LiveState(
    Store store,
    RecentCommitments recent,
    CommitSignal commits,
    CommitWatch watch,
    ReportingClock clock,
    ILogger<LiveState> logger
) : IDisposable
{
    private readonly SemaphoreSlim following = new(1, 1);
    private TrackerState? current;
    private bool isLoaded;
    private DayWindow window = DayWindow.None;

    /// <summary>How many commits there had been when the journal was read last.</summary>
    private long followed = -1;

    /// <summary>How often the journal could not be read.</summary>
    private int failed;

    public Views Views { get; } = new();

    /// <summary>The one that was read last, which may be behind; null before the first.</summary>
    public TrackerState? Latest => Volatile.Read(ref current);

    /// <summary>The state that holds all that was committed before this was called.</summary>
    public ValueTask<TrackerState> CurrentAsync(CancellationToken cancellation) =>
        Current is { } state ? ValueTask.FromResult(state) : FollowAsync(cancellation);

    /// <summary>The same where nothing has to be brought in before it; null otherwise.</summary>
    public TrackerState? Current
    {
        get
        {
            // First the commits: a state that is brought in between holds them too.
            var isFollowed = Volatile.Read(ref followed) == commits.Count;
            return isFollowed && Volatile.Read(ref window).Holds(clock.Now) ? Volatile.Read(ref current) : null;
        }
    }

    /// <summary>Loads everything anew when it is next asked. For whoever writes past the journal.</summary>
    public void Invalidate()
    {
        following.Wait();
        try
        {
            isLoaded = false;
            recent.Clear();
            Views.Clear();
            Volatile.Write(ref followed, -1);
        }
        finally
        {
            following.Release();
        }
    }

    public void Dispose() => following.Dispose();

    private async ValueTask<TrackerState> FollowAsync(CancellationToken cancellation)
    {
        // Of a database that does not answer nobody waits behind another for the same word.
        if (watch.IsLost && await watch.LookAsync() is null)
        {
            throw new StoreException(StoreFault.Unavailable);
        }

        var failedBefore = Volatile.Read(ref failed);
        await following.WaitAsync(cancellation);
        try
        {
            if (Current is { } followedMeanwhile)
            {
                return followedMeanwhile;
            }

            // Nor does everyone who waited find out for himself, one after the other, that it does not.
            if (failed != failedBefore)
            {
                throw new StoreException(StoreFault.Unavailable);
            }

            // Before the look at the journal: a commit between the two is looked at twice rather than not at all.
            var committed = commits.Count;
            var today = clock.Window;
            var before = isLoaded ? current! : await LoadAsync(cancellation);
            var after = await StateReader.ReadChangesAsync(store, recent, before, today.Day.Today, cancellation);
            Volatile.Write(ref current, after);
            isLoaded = true;
            Volatile.Write(ref window, today);
            Volatile.Write(ref followed, committed);
            return after;
        }
        catch (StoreException fault) when (fault.Fault == StoreFault.Unavailable)
        {
            Interlocked.Increment(ref failed);
            throw;
        }
        finally
        {
            following.Release();
        }
    }

    private async Task<TrackerState> LoadAsync(CancellationToken cancellation)
    {
        // Its number goes on from the one before: remembered answers tell by it what they have seen.
        var loaded = (await StateReader.LoadAsync(store, cancellation)).Following(current);
        Views.Clear();
        recent.InState = code => Latest?.Find(code)?.Stored;
        logger.LogInformation("{Count} commitments are in memory, up to change {Sequence}", loaded.Commitments.Count, loaded.Sequence);
        return loaded;
    }
}
