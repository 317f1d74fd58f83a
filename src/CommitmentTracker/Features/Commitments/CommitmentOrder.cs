using CommitmentTracker.Http.Queries;
using CommitmentTracker.Tracker;

namespace CommitmentTracker.Features.Commitments;

internal static class CommitmentOrder
{
    public static Order<TrackedCommitment> By(IReadOnlyList<SortKey<CommitmentSort>> sort) =>
        new([.. Unique(sort).Select(key => new OrderKey<TrackedCommitment>(ValueOf(key.By), key.IsDescending))]);

    private static IEnumerable<SortKey<CommitmentSort>> Unique(IReadOnlyList<SortKey<CommitmentSort>> sort)
    {
        var keys = sort.TakeWhile(key => key.By != CommitmentSort.Code).ToList();
        var code =
            sort.FirstOrDefault(key => key.By == CommitmentSort.Code)
            // In the direction of the key before it.
            ?? new SortKey<CommitmentSort>(CommitmentSort.Code, keys.LastOrDefault()?.IsDescending ?? false);
        return keys.Append(code);
    }

    private static Func<TrackedCommitment, string> ValueOf(CommitmentSort sort) =>
        sort switch
        {
            CommitmentSort.Code => each => each.Code,
            CommitmentSort.Title => each => each.Commitment.Title,
            CommitmentSort.Status => each => each.StatusOrder,
            CommitmentSort.DueOn => each => each.DueOrder,
            CommitmentSort.UpdatedAt => each => each.UpdatedOrder,
            _ => throw new ArgumentOutOfRangeException(nameof(sort)),
        };
}
