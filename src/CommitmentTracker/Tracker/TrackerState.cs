namespace CommitmentTracker.Tracker;

/// <summary>
/// All commitments, drafts and archived ones too, as the journal has them up to one of its rows. It never changes: whoever reads from it
/// reads one consistent state of the data, and waits for nobody.
/// </summary>
internal sealed record TrackerState
{
    public static readonly ImmutableSortedDictionary<string, TrackedCommitment> NoCommitments = ImmutableSortedDictionary.Create<
        string,
        TrackedCommitment
    >(StringComparer.Ordinal);

    /// <summary>Counts the states: of two the one with the higher number is the later.</summary>
    public long Number { get; private init; }

    /// <summary>The last row of the journal that is in it.</summary>
    public required long Sequence { get; init; }

    /// <summary>By code.</summary>
    public required ImmutableSortedDictionary<string, TrackedCommitment> Commitments { get; init; }

    public required References References { get; init; }

    /// <summary>The day on which it was the current state: what is kept ready is kept for this one.</summary>
    public DateOnly Today { get; init; }

    /// <summary>How it came to be from those before it.</summary>
    public RecentChanges Recent { get; } = new();

    public TrackedCommitment? Find(string code) => Commitments.GetValueOrDefault(code);

    /// <summary>The state after these commitments came to be or changed.</summary>
    public TrackerState With(long sequence, IEnumerable<TrackedCommitment> changed, References references, DateOnly today)
    {
        var replacements = changed.Select(after => new Replacement(Find(after.Code), after)).ToList();
        var next = Aside(sequence, replacements.Select(each => each.After), references) with { Number = Number + 1, Today = today };
        Recent.Add(next.Number, replacements);
        return next;
    }

    /// <summary>The same for one reader alone, aside from the states that follow each other: nothing that is kept may be made of it.</summary>
    public TrackerState Aside(long sequence, IEnumerable<TrackedCommitment> changed, References references) =>
        this with
        {
            Sequence = sequence,
            Commitments = Commitments.SetItems(changed.Select(each => KeyValuePair.Create(each.Code, each))),
            References = references,
        };

    /// <summary>The same as the next after one that was read before.</summary>
    public TrackerState Following(TrackerState? earlier) => earlier is null ? this : this with { Number = earlier.Number + 1 };

    /// <summary>The same on this day.</summary>
    public TrackerState On(DateOnly today) => today == Today ? this : With(Sequence, [], References, today);
}

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

/// <summary>What commitments refer to, by code.</summary>
internal sealed record References(
    IReadOnlyDictionary<string, Party> Parties,
    IReadOnlyDictionary<Grouping, IReadOnlyList<Group>> Groups,
    IReadOnlyDictionary<string, string> InstrumentTitles
)
{
    public static async Task<References> LoadAsync(Session session)
    {
        var groups = new Dictionary<Grouping, IReadOnlyList<Group>>();
        foreach (var grouping in Enum.GetValues<Grouping>())
        {
            groups.Add(grouping, await Data.Groups.AllAsync(session, grouping));
        }

        var titles = groups[Grouping.Instrument].ToDictionary(group => group.Key, group => group.Name, StringComparer.Ordinal);
        return new References(await Data.Parties.LoadAsync(session), groups, titles);
    }
}
