namespace CommitmentTracker.Tracker;

/// <summary>Reads the state out of the database: whole at the start, and then what the journal says has changed.</summary>
internal static class StateReader
{
    private const int RunSize = 500;

    /// <summary>
    /// All commitments. Each run of them is a read of its own, on all processors, and holds no transaction open for long. What changes before
    /// the last of them is read stands in the journal after the state's sequence, and is read again from there.
    /// </summary>
    public static async Task<TrackerState> LoadAsync(Store store, CancellationToken cancellation)
    {
        var start = await store.ReadAsync(Start.ReadAsync, cancellation);
        var runs = start.Codes.Chunk(RunSize).ToList();
        var loaded = new IReadOnlyList<TrackedCommitment>[runs.Count];
        await Parallel.ForAsync(
            0,
            runs.Count,
            new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellation },
            async (run, ending) => loaded[run] = await LoadRunAsync(store, runs[run], ending)
        );
        var commitments = TrackerState.NoCommitments.AddRange(
            loaded.SelectMany(run => run).Select(each => KeyValuePair.Create(each.Code, each))
        );
        return new TrackerState
        {
            Sequence = start.Sequence,
            Commitments = commitments,
            References = start.References,
        };
    }

    /// <summary>The state with all that the journal holds after it; the same one where that is nothing and the day is the same.</summary>
    public static Task<TrackerState> ReadChangesAsync(
        Store store,
        RecentCommitments recent,
        TrackerState state,
        DateOnly today,
        CancellationToken cancellation
    ) =>
        store.ReadAsync(
            async session =>
            {
                var since = await JournalRows.ReadAsync(session, state.Sequence);
                return since.Last == state.Sequence
                    ? state.On(today)
                    : state.With(
                        since.Last,
                        await ChangedAsync(session, since, recent),
                        await ReferencesAsync(session, since, state),
                        today
                    );
            },
            cancellation
        );

    /// <summary>The state as a session sees it that began later: also with what its own transaction has written.</summary>
    public static async Task<TrackerState> SeenByAsync(Session session, TrackerState state)
    {
        var since = await JournalRows.ReadAsync(session, state.Sequence);
        return since.Last == state.Sequence
            ? state
            : state.Aside(since.Last, await ChangedAsync(session, since, recent: null), await ReferencesAsync(session, since, state));
    }

    private static async Task<List<TrackedCommitment>> ChangedAsync(Session session, JournalRows since, RecentCommitments? recent)
    {
        var changed = new List<TrackedCommitment>(since.Commitments.Count);
        foreach (var some in since.Commitments.Chunk(SomeCodes.Most))
        {
            var entries = await CalendarEntries.OfSomeAsync(session, new SomeCodes([.. some.Select(each => each.Key)]));
            var calendar = entries.ToLookup(entry => entry.Commitment, StringComparer.Ordinal);
            var stored = some.Select(each => recent?.Find(each.Key, each.Value)).OfType<StoredCommitment>().ToList();
            if (some.Select(each => each.Key).Except(stored.Select(each => each.Commitment.Code)).ToList() is { Count: > 0 } others)
            {
                stored.AddRange(await CommitmentReader.LoadSomeAsync(session, new SomeCodes(others)));
            }

            changed.AddRange(stored.Select(each => new TrackedCommitment(each, [.. calendar[each.Commitment.Code]])));
        }

        return changed;
    }

    private static async Task<References> ReferencesAsync(Session session, JournalRows since, TrackerState state) =>
        since.ChangesReferences ? await References.LoadAsync(session) : state.References;

    private static Task<IReadOnlyList<TrackedCommitment>> LoadRunAsync(Store store, string[] codes, CancellationToken cancellation) =>
        store.ReadAsync<IReadOnlyList<TrackedCommitment>>(
            async session =>
            {
                var entries = await CalendarEntries.OfRunAsync(session, codes[0], codes[^1]);
                var calendar = entries.ToLookup(entry => entry.Commitment, StringComparer.Ordinal);
                var run = await CommitmentReader.LoadRunAsync(session, codes[0], codes[^1]);
                return [.. run.Select(stored => new TrackedCommitment(stored, [.. calendar[stored.Commitment.Code]]))];
            },
            cancellation
        );

    private sealed record Start(long Sequence, References References, IReadOnlyList<string> Codes)
    {
        public static async Task<Start> ReadAsync(Session session) =>
            new(await JournalRows.LastAsync(session), await References.LoadAsync(session), await CommitmentReader.CodesAsync(session));
    }
}
