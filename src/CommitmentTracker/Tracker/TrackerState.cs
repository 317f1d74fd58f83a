using System.Collections.Immutable;

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

    /// <summary>The same on this day.</summary>
    public TrackerState On(DateOnly today) => today == Today ? this : With(Sequence, [], References, today);
}
