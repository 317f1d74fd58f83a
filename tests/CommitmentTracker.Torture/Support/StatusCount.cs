using System.Net;

namespace CommitmentTracker.Torture.Support;

/// <summary>How often the service answered with which status.</summary>
internal sealed class StatusCount
{
    private readonly SortedDictionary<int, int> counts = [];

    public void Add(HttpStatusCode status)
    {
        lock (counts)
        {
            counts[(int)status] = counts.GetValueOrDefault((int)status) + 1;
        }
    }

    public int Of(HttpStatusCode status)
    {
        lock (counts)
        {
            return counts.GetValueOrDefault((int)status);
        }
    }

    public override string ToString()
    {
        lock (counts)
        {
            return string.Join(", ", counts.Select(each => $"{each.Value} times {each.Key}"));
        }
    }
}
