using CommitmentTracker.Database;
using CommitmentTracker.Http.Queries;

namespace CommitmentTracker.Features.Commitments;

/// <summary>The orders of a list of commitments. There is an index of each column.</summary>
internal static class CommitmentOrder
{
    public static Keyset<CommitmentItemRow> By(IReadOnlyList<SortKey<CommitmentSort>> sort)
    {
        var keys = sort.TakeWhile(key => key.By != CommitmentSort.Code).ToList();
        var code =
            sort.FirstOrDefault(key => key.By == CommitmentSort.Code)
            // In the direction of the key before it, so that one index serves both.
            ?? new SortKey<CommitmentSort>(CommitmentSort.Code, keys.LastOrDefault()?.IsDescending ?? false);
        return new Keyset<CommitmentItemRow>([.. keys.Append(code).Select(key => Column(key.By) with { IsDescending = key.IsDescending })]);
    }

    private static KeysetColumn<CommitmentItemRow> Column(CommitmentSort sort) =>
        sort switch
        {
            CommitmentSort.Code => new("c.code", row => row.Code),
            CommitmentSort.Title => new("c.title", row => row.Title),
            CommitmentSort.Status => new("c.status", row => row.Status),
            CommitmentSort.DueOn => new("c.due_order", row => row.DueOrder),
            CommitmentSort.UpdatedAt => new("c.updated_at", row => row.UpdatedAt),
            _ => throw new ArgumentOutOfRangeException(nameof(sort)),
        };
}
