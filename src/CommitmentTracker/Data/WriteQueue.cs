using System.Diagnostics;
using System.Threading.Channels;

namespace CommitmentTracker.Data;

/// <summary>
/// The one writer. It takes whatever waits and commits it as a group: one wait for the disk instead of many. Each write stands in a
/// savepoint of its own, so that one which is refused or fails takes back nothing of the others, and nobody is answered before the
/// commit. Where the commit fails, all of the group are told so, those that would have been refused included: what they were refused
/// for may not have come to be.
/// </summary>
internal sealed class WriteQueue : IDisposable
{
    private const int MaxGroup = 128;

    private readonly Channel<QueuedWrite> waiting = Channel.CreateUnbounded<QueuedWrite>(
        new UnboundedChannelOptions { SingleReader = true }
    );
    private readonly IEngine engine;
    private readonly CommitSignal signal;
    private readonly RecentCommitments recent;
    private readonly StoreMeter meter;
    private readonly TimeProvider time;
    private readonly Task writer;

    private KnownCommitments known;
    private readonly Ids ids = new();

    public WriteQueue(IEngine engine, CommitSignal signal, RecentCommitments recent, StoreMeter meter, TimeProvider time)
    {
        (this.engine, this.signal, this.recent, this.meter, this.time) = (engine, signal, recent, meter, time);
        known = new KnownCommitments(recent);
        writer = Task.Run(WriteAsync);
    }

    public void Add(QueuedWrite write)
    {
        if (!waiting.Writer.TryWrite(write))
        {
            write.Fail(new StoreException(StoreFault.Unavailable));
        }
    }

    /// <summary>Writes what was still queued.</summary>
    public void Dispose()
    {
        waiting.Writer.TryComplete();
        writer.Wait();
    }

    private async Task WriteAsync()
    {
        var group = new List<QueuedWrite>(MaxGroup);
        while (await waiting.Reader.WaitToReadAsync())
        {
            while (group.Count < MaxGroup && waiting.Reader.TryRead(out var write))
            {
                if (write.TryBegin())
                {
                    meter.Waited(write.QueuedAt);
                    group.Add(write);
                }
            }

            if (group.Count > 0)
            {
                await WriteAsync(group);
                group.Clear();
            }
        }
    }

    private async Task WriteAsync(List<QueuedWrite> group)
    {
        try
        {
            await ForgetAsync(await engine.Writer.BeginAsync());

            var failed = new Dictionary<QueuedWrite, Exception>();
            var stored = 0;
            foreach (var write in group)
            {
                stored += await RunAsync(write, failed) ? 1 : 0;
            }

            if (stored > 0)
            {
                var number = await engine.Writer.CommitAsync();
                recent.Keep(known.Written);
                signal.Raise(number);
                meter.Committed(stored);
            }
            else
            {
                await engine.Writer.RollbackAsync();
            }

            Answer(group, failed);
        }
        catch (Exception fault)
        {
            engine.Writer.Reset();
            // Another one, since what was given up may still be under way with this.
            known = new KnownCommitments(recent);
            // Where one of them went away and took the connection with it, the others are told that it is gone.
            var told =
                engine.Explain(fault) ?? (fault is OperationCanceledException ? new StoreException(StoreFault.Unavailable, fault) : fault);
            group.ForEach(write => write.Fail(told));
        }
    }

    /// <summary>What others have changed, as far as the journal says what that is.</summary>
    private async Task ForgetAsync(long? after)
    {
        known.BeginGroup();
        if (after is 0)
        {
            known.Clear();
        }
        else if (after is { } change)
        {
            known.Forget(
                (await JournalRows.ReadAsync(new Session(engine.Writer.Connection, CancellationToken.None), change)).Commitments.Keys
            );
        }
    }

    /// <summary>Whether it left something to commit. A fault that ended the whole transaction is everyone's.</summary>
    private async Task<bool> RunAsync(QueuedWrite write, Dictionary<QueuedWrite, Exception> failed)
    {
        await engine.Writer.BeginOneAsync();
        known.BeginWrite();
        try
        {
            var session = new WriteSession(engine.Writer.Connection, known, ids, time.GetUtcNow(), write.Cancellation);
            if (await engine.Writer.WaitAsync(write.RunAsync(session)))
            {
                await engine.Writer.EndOneAsync(stays: true);
                return true;
            }
        }
        catch (Exception fault) when (engine.Writer.IsInTransaction)
        {
            failed.Add(write, engine.Explain(fault) ?? fault);
        }

        known.Undo();
        await engine.Writer.EndOneAsync(stays: false);
        return false;
    }

    private static void Answer(List<QueuedWrite> group, Dictionary<QueuedWrite, Exception> failed)
    {
        foreach (var write in group)
        {
            if (failed.TryGetValue(write, out var fault))
            {
                write.Fail(fault);
            }
            else
            {
                write.Answer();
            }
        }
    }
}

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
