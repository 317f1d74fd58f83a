using System.Runtime.CompilerServices;

namespace CommitmentTracker.Data;

/// <summary>Tells those who wait that something was committed, by this process or by another.</summary>
internal sealed class CommitSignal
{
    private TaskCompletionSource next = New();
    private long count;
    private StrongBox<long?> last = new(null);

    /// <summary>How many commits were seen since the start.</summary>
    public long Count => Volatile.Read(ref count);

    /// <summary>The number that the commits had come to when one was seen last; null where the database did not answer.</summary>
    public long? Last => Volatile.Read(ref last).Value;

    /// <summary>Ends with the next commit. Take it before looking at the store: then no commit falls between the look and the wait.</summary>
    public Task Next => Volatile.Read(ref next).Task;

    /// <param name="number">What the commits have come to, by the engine's count.</param>
    public void Raise(long? number)
    {
        // The count first: whoever finds the number there must find the state behind.
        Interlocked.Increment(ref count);
        Volatile.Write(ref last, new StrongBox<long?>(number));
        Interlocked.Exchange(ref next, New()).SetResult();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

/// <summary>Looks whether other processes have committed something, for whoever must not be answered with what was before.</summary>
internal sealed class CommitWatch(IEngine engine, CommitSignal signal)
{
    /// <summary>Whether the database did not answer when it was asked last.</summary>
    public bool IsLost { get; private set; }

    /// <summary>Returns when all that was committed before the call is told of, with the number that the commits have come to.</summary>
    public async ValueTask<long?> LookAsync()
    {
        var now = await engine.LastCommitAsync();
        IsLost = now is null;
        if (now != signal.Last)
        {
            signal.Raise(now);
        }

        return now;
    }
}
