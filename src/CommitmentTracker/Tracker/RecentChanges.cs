namespace CommitmentTracker.Tracker;

/// <summary>
/// What changed from each state to the next, lately: by this a view is brought up to date. It is forgotten after a while, because it holds
/// what was replaced, and nothing else may: an old state leads nowhere.
/// </summary>
internal sealed class RecentChanges
{
    private const int MaxSteps = 1000;
    private const int MaxReplacements = 4000;

    private readonly Lock gate = new();
    private readonly List<Step> steps = [];
    private int replacements;

    public void Add(long number, IReadOnlyList<Replacement> changed)
    {
        lock (gate)
        {
            steps.Add(new Step(number, changed));
            replacements += changed.Count;
            if (steps.Count > MaxSteps || replacements > MaxReplacements)
            {
                ForgetOlder();
            }
        }
    }

    /// <summary>What changed after one state up to another; null where that is not known any more.</summary>
    public IReadOnlyList<Replacement>? Between(long after, long upTo)
    {
        lock (gate)
        {
            return after == upTo ? []
                : steps is [var first, ..] && first.Number <= after + 1
                    ? [.. steps.GetRange((int)(after + 1 - first.Number), (int)(upTo - after)).SelectMany(step => step.Replacements)]
                : null;
        }
    }

    /// <summary>Half of it at once, so that it does not move with every change.</summary>
    private void ForgetOlder()
    {
        var forgotten = 0;
        for (; steps.Count - forgotten > MaxSteps / 2 || (replacements > MaxReplacements / 2 && forgotten < steps.Count); forgotten++)
        {
            replacements -= steps[forgotten].Replacements.Count;
        }

        steps.RemoveRange(0, forgotten);
    }

    private sealed record Step(long Number, IReadOnlyList<Replacement> Replacements);
}

/// <summary>A commitment as it was and as it is; it was not where it has just been created.</summary>
internal sealed record Replacement(TrackedCommitment? Before, TrackedCommitment After);
