using CommitmentTracker.Domain.Vocabulary;

namespace CommitmentTracker.Domain;

/// <summary>
/// How many commitments had each status at several moments, from the changes in the order in which they were made. Each moment shows what
/// came before it and nothing that came later.
/// </summary>
internal sealed class StatusTimeline(IReadOnlyList<DateTimeOffset> moments, PastSelection selection)
{
    private readonly Dictionary<Status, long> counts = Enum.GetValues<Status>().ToDictionary(status => status, _ => 0L);
    private readonly List<IReadOnlyDictionary<Status, long>> points = [];

    /// <summary>Whether later changes tell nothing new.</summary>
    public bool IsOver => points.Count == moments.Count;

    public void Add(PastStep step)
    {
        while (!IsOver && moments[points.Count] <= step.At)
        {
            points.Add(counts.ToDictionary());
        }

        Count(step.Before, -1);
        Count(step.After, 1);
    }

    /// <summary>The counts at each moment, once all changes were added.</summary>
    public IReadOnlyList<IReadOnlyDictionary<Status, long>> Points() =>
        [.. points, .. Enumerable.Repeat(counts.ToDictionary(), moments.Count - points.Count)];

    private void Count(PastCommitment commitment, int by)
    {
        if (selection.Includes(commitment))
        {
            counts[commitment.Status] += by;
        }
    }
}
