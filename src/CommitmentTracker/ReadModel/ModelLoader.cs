using CommitmentTracker.Database;
using CommitmentTracker.Database.Commitments;
using CommitmentTracker.Domain;

namespace CommitmentTracker.ReadModel;

/// <summary>Loads the model from the store.</summary>
internal static class ModelLoader
{
    private const int BatchSize = 500;

    private const string CountSql = "select count(*) from commitments where publication = 'published'";

    /// <summary>
    /// All that is published; null where there is more than <paramref name="max"/>. Each batch is a read of its own, so that the log does
    /// not grow meanwhile. What changes before the last of them stands in the journal after <see cref="ModelState.Sequence"/>.
    /// </summary>
    public static async Task<ModelState?> LoadAsync(Store store, ReportingDay day, int max, CancellationToken cancellation)
    {
        var (last, count, references) = await store.ReadAsync(
            async session =>
                (await JournalRows.LastAsync(session), await session.SingleAsync<long>(CountSql), await ModelReferences.LoadAsync(session)),
            cancellation
        );
        if (count > max)
        {
            return null;
        }

        var state = new ModelState(day, references) { Sequence = last };
        string? after = null;
        IReadOnlyList<StoredCommitment> batch;
        do
        {
            var from = after;
            batch = await store.ReadAsync(session => CommitmentBatch.ReadAsync(session, Published(), from, BatchSize), cancellation);
            foreach (var stored in batch)
            {
                state.Put(stored.Commitment.Code, new ModelCommitment(stored));
            }

            after = batch.Count == 0 ? null : batch[^1].Commitment.Code;
        } while (batch.Count == BatchSize);

        return state;
    }

    /// <summary>These commitments as they are now; null for one that the public does not see.</summary>
    public static async Task<IReadOnlyDictionary<string, ModelCommitment?>> LoadAsync(Session session, IReadOnlyList<string> codes)
    {
        var loaded = codes.ToDictionary(code => code, _ => (ModelCommitment?)null, StringComparer.Ordinal);
        foreach (var some in codes.Chunk(BatchSize))
        {
            var batch = await CommitmentBatch.ReadAsync(session, Published().In("c.code", "some", some), null, BatchSize);
            foreach (var stored in batch)
            {
                loaded[stored.Commitment.Code] = new ModelCommitment(stored);
            }
        }

        return loaded;
    }

    private static Conditions Published() => SelectionSql.For(CommitmentSelection.Published, new ReportingDay(default, 0, 0));
}
