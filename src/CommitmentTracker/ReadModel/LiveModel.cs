using CommitmentTracker.Clock;
using CommitmentTracker.Database;
using CommitmentTracker.Database.Commitments;
using CommitmentTracker.Domain;
using Microsoft.Extensions.Options;

namespace CommitmentTracker.ReadModel;

/// <summary>
/// Answers what the public asks from memory. It follows the journal: whoever asks first after a commit brings in what the journal holds
/// since, so that everyone reads what was acknowledged to anyone, and a burst of writes costs one look. It only ever stands in for the
/// database: where it is off, not loaded yet, or asked about another day, the caller asks the store instead and gets the same answer.
/// </summary>
internal sealed class LiveModel(
    Store store,
    CommitSignal commits,
    ReportingClock clock,
    TimeProvider time,
    IOptions<ReadModelOptions> options,
    ILogger<LiveModel> logger
) : IDisposable
{
    /// <summary>With more to bring in than this, such as after an import, the database answers until everything is loaded anew.</summary>
    private const int MaxChanged = 2000;

    /// <summary>How long after one that came to nothing the next load begins: each may read the whole database.</summary>
    private static readonly TimeSpan RestAfterFailure = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim following = new(1, 1);
    private readonly Lock gate = new();
    private ModelState? state;
    private DayWindow window = DayWindow.None;
    private bool isLoading;

    /// <summary>When a load last came to nothing for a reason that the next one may well meet too; 0 when none did.</summary>
    private long failedAt;

    private bool toldOfTooMany;

    /// <summary>How often it was forgotten: what was being loaded meanwhile is of no use.</summary>
    private long forgotten;

    /// <summary>How many commits there had been when the journal was read last.</summary>
    private long followed = -1;

    public bool IsEnabled { get; } = options.Value.Enabled;

    /// <summary>Whether there is nothing to bring in before an answer from it can be given again.</summary>
    public bool IsCurrent => Volatile.Read(ref followed) == commits.Count && window.Holds(clock.Now);

    /// <summary>Reads from it; null where the store is to be asked.</summary>
    public async ValueTask<T?> ReadAsync<T>(ReportingDay day, Func<ModelState, T?> read, CancellationToken cancellation)
        where T : class
    {
        if (!IsEnabled || !await FollowAsync(cancellation))
        {
            return null;
        }

        lock (gate)
        {
            return state is { } current && current.Day == day ? read(current) : null;
        }
    }

    /// <summary>The same for a selection, whose search words only the database understands.</summary>
    public async ValueTask<T?> ReadAsync<T>(ModelSelection selection, Func<ModelState, T?> read, CancellationToken cancellation)
        where T : class
    {
        if (selection.Search is not { } words || !IsEnabled)
        {
            return await ReadAsync(selection.Day, read, cancellation);
        }

        var known = await ReadAsync(selection.Day, current => new Seen(current.Sequence, current.IsLive(selection.Key)), cancellation);
        if (known is { IsLive: false })
        {
            selection.Found = await store.ReadAsync(session => FullText.FindAsync(session, words), cancellation);
        }

        // What was found belongs to the model only if the model did not move on meanwhile.
        return known is null
            ? null
            : await ReadAsync(
                selection.Day,
                current => current.IsLive(selection.Key) || current.Sequence == known.Sequence ? read(current) : null,
                cancellation
            );
    }

    /// <summary>Loads it anew when it is next asked. For whoever writes past the journal.</summary>
    public void Forget()
    {
        lock (gate)
        {
            forgotten++;
            state?.End();
            state = null;
            Volatile.Write(ref followed, -1);
        }
    }

    /// <summary>Looks into the journal before the next answer. For whoever knows that another process wrote.</summary>
    public void LookAgain() => Volatile.Write(ref followed, -1);

    /// <summary>Loads it where that is due, and waits for it.</summary>
    public async Task LoadAsync(CancellationToken cancellation)
    {
        await following.WaitAsync(cancellation);
        try
        {
            if (IsEnabled && state is null)
            {
                await LoadFirstAsync(cancellation);
            }
        }
        finally
        {
            following.Release();
        }
    }

    public void Dispose() => following.Dispose();

    /// <summary>Whether the state holds all that was committed before this was called.</summary>
    private async ValueTask<bool> FollowAsync(CancellationToken cancellation)
    {
        if (state is null)
        {
            BeginToLoad();
            return false;
        }

        if (IsCurrent)
        {
            return true;
        }

        await following.WaitAsync(cancellation);
        try
        {
            return IsCurrent || (state is { } current && await CatchUpAsync(current, cancellation));
        }
        finally
        {
            following.Release();
        }
    }

    private void BeginToLoad()
    {
        var isResting = Volatile.Read(ref failedAt) is not 0 and var failed && time.GetElapsedTime(failed) < RestAfterFailure;
        if (!isResting && !Interlocked.Exchange(ref isLoading, true))
        {
            _ = Task.Run(() => LoadAsync(CancellationToken.None));
        }
    }

    private async Task LoadFirstAsync(CancellationToken cancellation)
    {
        try
        {
            Volatile.Write(ref failedAt, await TryLoadAsync(cancellation) ? 0 : time.GetTimestamp());
        }
        catch (StoreException fault)
        {
            logger.LogWarning(fault, "The read model could not be loaded; answers are read from the database until it is");
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            Volatile.Write(ref failedAt, time.GetTimestamp());
            logger.LogError(
                fault,
                "The read model cannot be loaded; answers are read from the database, and it is tried again in a minute"
            );
        }
        finally
        {
            Volatile.Write(ref isLoading, false);
        }
    }

    /// <summary>False where there is too much to hold; that may change.</summary>
    private async Task<bool> TryLoadAsync(CancellationToken cancellation)
    {
        var asOf = Volatile.Read(ref forgotten);
        var loaded = await ModelLoader.LoadAsync(store, clock.On(null), options.Value.MaxCommitments, cancellation);
        if (loaded is null)
        {
            if (!toldOfTooMany)
            {
                logger.LogWarning(
                    "There are more than {Max} published commitments: answers are read from the database. ReadModel__MaxCommitments sets how many are kept in memory.",
                    options.Value.MaxCommitments
                );
            }

            toldOfTooMany = true;
            return false;
        }

        if (await CatchUpAsync(loaded, cancellation))
        {
            lock (gate)
            {
                state = forgotten == asOf ? loaded : null;
            }

            toldOfTooMany = false;
            logger.LogInformation("The read model holds {Count} commitments up to change {Sequence}", loaded.Count, loaded.Sequence);
        }

        return true;
    }

    /// <summary>Reads the journal from where the state ends; false where the state is of no more use.</summary>
    private async Task<bool> CatchUpAsync(ModelState current, CancellationToken cancellation)
    {
        // Before the look at the journal: a commit between the two is looked at twice rather than not at all.
        var committed = commits.Count;
        var (rows, changed) = await store.ReadAsync(
            async session =>
            {
                var rows = await JournalRows.ReadAsync(session, current.Sequence);
                var isTooMuch = rows.ChangesReferences || rows.Commitments.Count > MaxChanged;
                return (rows, isTooMuch ? null : await ModelLoader.LoadAsync(session, rows.Commitments));
            },
            cancellation
        );
        if (changed is null)
        {
            Forget();
            return false;
        }

        lock (gate)
        {
            foreach (var (code, commitment) in changed)
            {
                current.Put(code, commitment);
            }

            current.Sequence = rows.Last;
            window = clock.Window;
            if (current.Day != window.Day)
            {
                current.Turn(window.Day);
            }

            Volatile.Write(ref followed, committed);
        }

        return true;
    }

    private sealed record Seen(long Sequence, bool IsLive);
}
