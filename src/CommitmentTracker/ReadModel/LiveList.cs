using System.Runtime.InteropServices;

namespace CommitmentTracker.ReadModel;

/// <summary>The commitments of one selection in one order, kept so through every change.</summary>
internal sealed class LiveList(Func<ModelCommitment, bool> selects, ModelOrder order, bool isByText) : ILive
{
    private readonly List<ModelCommitment> members = [];

    public int Count => members.Count;

    public int Weight => members.Count;

    /// <summary>Whether it holds what a search found. What a change of the texts does to that only the database can tell.</summary>
    public bool IsByText => isByText;

    public long LastUsed { get; set; }

    /// <summary>Ends when a member changes, comes or goes.</summary>
    public Validity Validity { get; private set; } = new();

    public void Fill(IEnumerable<ModelCommitment> all)
    {
        members.AddRange(all.Where(selects));
        members.Sort(order);
    }

    /// <summary>So many members from the first one after that which had these values; from the beginning without.</summary>
    public ReadOnlySpan<ModelCommitment> Page(IReadOnlyList<string>? after, int count)
    {
        var start = after is null ? 0 : IndexAfter(after);
        return CollectionsMarshal.AsSpan(members).Slice(start, Math.Min(count, members.Count - start));
    }

    public IReadOnlyList<string> ValuesOf(ModelCommitment member) => order.ValuesOf(member);

    public void Replace(ModelCommitment? before, ModelCommitment? after)
    {
        var index = before is null ? -1 : members.BinarySearch(before, order);
        var (was, now) = (index >= 0, after is not null && selects(after));
        if (!was && !now)
        {
            return;
        }

        if (was && now && order.Compare(before!, after!) == 0)
        {
            members[index] = after!;
        }
        else
        {
            if (was)
            {
                members.RemoveAt(index);
            }

            if (now)
            {
                members.Insert(~members.BinarySearch(after!, order), after!);
            }
        }

        End();
        Validity = new Validity();
    }

    public void End() => Validity.End();

    private int IndexAfter(IReadOnlyList<string> values)
    {
        var (low, high) = (0, members.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = order.CompareTo(members[middle], values) <= 0 ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
