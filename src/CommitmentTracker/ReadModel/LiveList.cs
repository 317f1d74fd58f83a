using System.Runtime.InteropServices;

namespace CommitmentTracker.ReadModel;

/// <summary>The commitments of one selection in one order, kept so through every change.</summary>
internal sealed class LiveList(Func<ModelCommitment, bool> selects, ModelOrder order, bool isByText) : ILive
{
    private const int MaxGiven = 1000;

    private readonly List<ModelCommitment> members = [];

    /// <summary>The pages that were read, and have not changed since.</summary>
    private readonly List<GivenPage> given = [];

    public int Count => members.Count;

    public int Weight => members.Count;

    /// <summary>Whether it holds what a search found. What a change of the texts does to that only the database can tell.</summary>
    public bool IsByText => isByText;

    public long LastUsed { get; set; }

    public void Fill(IEnumerable<ModelCommitment> all)
    {
        members.AddRange(all.Where(selects));
        members.Sort(order);
    }

    /// <summary>So many members from the first one after that which had these values; from the beginning without.</summary>
    public LivePage Page(IReadOnlyList<string>? after, int limit)
    {
        var start = after is null ? 0 : IndexAfter(after);
        var length = Math.Min(limit, members.Count - start);
        return new LivePage(
            CollectionsMarshal.AsSpan(members).Slice(start, length),
            hasMore: start + length < members.Count,
            ValidityOf(start, length)
        );
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
            End(page => page.Start <= index && index < page.Start + page.Length);
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

            End();
        }
    }

    public void End() => End(_ => true);

    /// <summary>A member that changes in its place leaves the other pages as they are; one that comes, goes or moves ends them all.</summary>
    private void End(Predicate<GivenPage> which)
    {
        foreach (var page in given.FindAll(which))
        {
            page.Validity.End();
        }

        given.RemoveAll(which);
    }

    private Validity ValidityOf(int start, int length)
    {
        if (given.Find(page => page.Start == start && page.Length == length) is { } before)
        {
            return before.Validity;
        }

        if (given.Count >= MaxGiven)
        {
            End();
        }

        given.Add(new GivenPage(start, length, new Validity()));
        return given[^1].Validity;
    }

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

    private sealed record GivenPage(int Start, int Length, Validity Validity);
}

/// <summary>A page of a list: what it shows, whether anything comes after it, and how long both stay so.</summary>
internal readonly ref struct LivePage(ReadOnlySpan<ModelCommitment> shown, bool hasMore, Validity validity)
{
    public ReadOnlySpan<ModelCommitment> Shown { get; } = shown;

    public bool HasMore { get; } = hasMore;

    public Validity Validity { get; } = validity;
}
