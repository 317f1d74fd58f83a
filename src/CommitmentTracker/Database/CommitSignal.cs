namespace CommitmentTracker.Database;

/// <summary>Wakes those who wait for something to be written.</summary>
internal sealed class CommitSignal
{
    private TaskCompletionSource next = New();
    private long count;

    /// <summary>How many commits there were since the start.</summary>
    public long Count => Volatile.Read(ref count);

    /// <summary>Ends with the next commit. Take it before looking at the store: then no commit falls between the look and the wait.</summary>
    public Task Next => Volatile.Read(ref next).Task;

    public void Raise()
    {
        Interlocked.Increment(ref count);
        Interlocked.Exchange(ref next, New()).SetResult();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
