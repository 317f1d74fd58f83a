using System.Diagnostics;
using CommitmentTracker.Domain;

namespace CommitmentTracker.Database;

/// <summary>A write that waits for its turn, and its caller's wait for the outcome.</summary>
internal abstract class QueuedWrite(CancellationToken cancellation)
{
    private const int Waiting = 0;
    private const int Begun = 1;
    private const int GivenUp = 2;

    private int state = Waiting;

    /// <summary>The timestamp from which it waits.</summary>
    public long QueuedAt { get; } = Stopwatch.GetTimestamp();

    public CancellationToken Cancellation { get; } = cancellation;

    /// <summary>False where the caller has gone away or lost patience: then nothing must be written for it any more.</summary>
    public bool TryBegin() => Interlocked.CompareExchange(ref state, Begun, Waiting) == Waiting;

    /// <summary>Does it, and says whether it stays in the transaction.</summary>
    public abstract Task<bool> RunAsync(WriteSession session);

    /// <summary>Lets the caller have the outcome.</summary>
    public abstract void Answer();

    public abstract void Fail(Exception fault);

    protected bool TryGiveUp() => Interlocked.CompareExchange(ref state, GivenUp, Waiting) == Waiting;
}

internal sealed class QueuedWrite<T>(Func<WriteSession, Task<Result<T>>> write, bool isRehearsal, CancellationToken cancellation)
    : QueuedWrite(cancellation)
{
    private readonly TaskCompletionSource<Result<T>> outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Result<T> result;

    /// <summary>Waits no longer than the patience for the write to begin; once it has begun, for its end.</summary>
    public async Task<Result<T>> OutcomeAsync(TimeSpan patience)
    {
        try
        {
            return await outcome.Task.WaitAsync(patience, Cancellation);
        }
        catch (TimeoutException) when (TryGiveUp())
        {
            throw new StoreException(StoreFault.Busy);
        }
        catch (Exception fault) when (fault is TimeoutException || (fault is OperationCanceledException && !TryGiveUp()))
        {
            return await outcome.Task;
        }
    }

    public override async Task<bool> RunAsync(WriteSession session)
    {
        result = await write(session);
        return !isRehearsal && result.Succeeded(out _, out _);
    }

    public override void Answer() => outcome.TrySetResult(result);

    public override void Fail(Exception fault) => outcome.TrySetException(fault);
}
