using System.Runtime.CompilerServices;
using CommitmentTracker.Database;

namespace CommitmentTracker.Features.Spreadsheets.Exports;

/// <summary>
/// Reads a long list batch by batch, each in a transaction of its own and after the last row of the one before: a slow reader of the file
/// holds no transaction open, which would keep the write-ahead log growing. So an export is no snapshot. A row is always what the record
/// was at one moment, and none is skipped or doubled while others write.
/// </summary>
internal static class Batches
{
    public const int Size = 200;

    public static async IAsyncEnumerable<IReadOnlyList<string>> ReadAsync<TRow>(
        Store store,
        Func<Session, TRow?, Task<IReadOnlyList<TRow>>> read,
        Func<TRow, IReadOnlyList<string>> cellsOf,
        [EnumeratorCancellation] CancellationToken cancellation = default
    )
        where TRow : class
    {
        IReadOnlyList<TRow> batch;
        TRow? last = null;
        do
        {
            batch = await store.ReadAsync(session => read(session, last), cancellation);
            foreach (var row in batch)
            {
                yield return cellsOf(row);
            }

            last = batch.Count > 0 ? batch[^1] : null;
        } while (batch.Count == Size);
    }
}
