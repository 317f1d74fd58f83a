using CommitmentTracker.Database;
using CommitmentTracker.Http.Queries;
using CommitmentTracker.ReadModel;

namespace CommitmentTracker.Features.Commitments;

/// <summary>The orders of a list of commitments. There is an index of each column.</summary>
internal static class CommitmentOrder
{
    public static Keyset<CommitmentItemRow> By(IReadOnlyList<SortKey<CommitmentSort>> sort) =>
        new([.. Unique(sort).Select(key => Column(key.By) with { IsDescending = key.IsDescending })]);

    /// <summary>The same order of what the read model holds.</summary>
    public static ModelOrder InModel(IReadOnlyList<SortKey<CommitmentSort>> sort, out int count)
    {
        ModelKey[] keys = [.. Unique(sort).Select(key => new ModelKey(ValueOf(key.By), key.IsDescending))];
        count = keys.Length;
        return new ModelOrder(keys);
    }

    /// <summary>Up to the code and no further: nothing is left to order after it.</summary>
    private static IEnumerable<SortKey<CommitmentSort>> Unique(IReadOnlyList<SortKey<CommitmentSort>> sort)
    {
        var keys = sort.TakeWhile(key => key.By != CommitmentSort.Code).ToList();
        var code =
            sort.FirstOrDefault(key => key.By == CommitmentSort.Code)
            // In the direction of the key before it, so that one index serves both.
            ?? new SortKey<CommitmentSort>(CommitmentSort.Code, keys.LastOrDefault()?.IsDescending ?? false);
        return keys.Append(code);
    }

    private static Func<ModelCommitment, string> ValueOf(CommitmentSort sort) =>
        sort switch
        {
            CommitmentSort.Code => each => each.Commitment.Code,
            CommitmentSort.Title => each => each.Commitment.Title,
            CommitmentSort.Status => each => each.Status,
            CommitmentSort.DueOn => each => each.DueOrder,
            CommitmentSort.UpdatedAt => each => each.UpdatedAt,
            _ => throw new ArgumentOutOfRangeException(nameof(sort)),
        };

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
