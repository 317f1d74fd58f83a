using CommitmentTracker.Database;
using CommitmentTracker.Database.Commitments;
using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;

namespace CommitmentTracker.Tracker;

/// <summary>Reads the state out of the database: whole at the start, and then what the journal says has changed.</summary>
internal static class StateReader
{
    private const int BatchSize = 500;

    /// <summary>
    /// All commitments. Each batch is a read of its own, so that the write-ahead log does not grow meanwhile. What changes before the last
    /// of them stands in the journal after the state's sequence, and is read again from there.
    /// </summary>
    public static async Task<TrackerState> LoadAsync(Store store, CancellationToken cancellation)
    {
        var (last, references) = await store.ReadAsync(
            async session => (await JournalRows.LastAsync(session), await References.LoadAsync(session)),
            cancellation
        );
        var commitments = TrackerState.NoCommitments.ToBuilder();
        string? after = null;
        IReadOnlyList<StoredCommitment> batch;
        do
        {
            var from = after;
            batch = await store.ReadAsync(session => CommitmentBatch.ReadAsync(session, new Conditions(), from, BatchSize), cancellation);
            foreach (var stored in batch)
            {
                commitments[stored.Commitment.Code] = new TrackedCommitment(stored);
            }

            after = batch.Count == 0 ? null : batch[^1].Commitment.Code;
        } while (batch.Count == BatchSize);

        return new TrackerState
        {
            Sequence = last,
            Commitments = commitments.ToImmutable(),
            References = references,
        };
    }

    /// <summary>The state with all that the journal holds after it; the same one where that is nothing and the day is the same.</summary>
    public static Task<TrackerState> ReadChangesAsync(Store store, TrackerState state, DateOnly today, CancellationToken cancellation) =>
        store.ReadAsync(
            async session =>
            {
                var rows = await JournalRows.ReadAsync(session, state.Sequence);
                if (rows.Last == state.Sequence)
                {
                    return state.On(today);
                }

                var changed = new List<TrackedCommitment>(rows.Commitments.Count);
                foreach (var some in rows.Commitments.Chunk(BatchSize))
                {
                    var codes = new Conditions().In("c.code", "some", some);
                    changed.AddRange(
                        (await CommitmentBatch.ReadAsync(session, codes, null, BatchSize)).Select(each => new TrackedCommitment(each))
                    );
                }

                var references = rows.ChangesReferences ? await References.LoadAsync(session) : state.References;
                return state.With(rows.Last, changed, references, today);
            },
            cancellation
        );
}

/// <summary>What the journal says has changed since a row of it.</summary>
/// <param name="Last">The last row there is.</param>
/// <param name="Commitments">The codes of the commitments that changed.</param>
/// <param name="ChangesReferences">Whether something changed that commitments refer to.</param>
internal sealed record JournalRows(long Last, IReadOnlyList<string> Commitments, bool ChangesReferences)
{
    private const string LastSql = "select coalesce(max(change_id), 0) from changes";

    private const string Sql = "select change_id, resource_type, commitment_code from changes where change_id > @after order by change_id";

    private static readonly string Commitment = EnumCode.Of(ResourceType.Commitment);

    private static readonly string[] References =
    [
        EnumCode.Of(ResourceType.Instrument),
        EnumCode.Of(ResourceType.Body),
        EnumCode.Of(ResourceType.MemberState),
        EnumCode.Of(ResourceType.Theme),
    ];

    public static Task<long> LastAsync(Session session) => session.SingleAsync<long>(LastSql);

    public static async Task<JournalRows> ReadAsync(Session session, long after)
    {
        var rows = await session.QueryAsync<Row>(Sql, new { after });
        return new JournalRows(
            rows.Count == 0 ? after : rows[^1].ChangeId,
            [.. rows.Where(row => row.ResourceType == Commitment).Select(row => row.CommitmentCode!).Distinct(StringComparer.Ordinal)],
            rows.Any(row => References.Contains(row.ResourceType))
        );
    }

    private sealed record Row
    {
        public long ChangeId { get; init; }
        public string ResourceType { get; init; } = "";
        public string? CommitmentCode { get; init; }
    }
}
