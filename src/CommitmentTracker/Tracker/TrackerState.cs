using System.Collections.Immutable;
using CommitmentTracker.Domain;

namespace CommitmentTracker.Tracker;

/// <summary>
/// All commitments, drafts and archived ones too, as the journal has them up to one of its rows. It never changes: whoever reads from it
/// reads one consistent state of the data, and waits for nobody. With the next change comes another state, to which this one leads.
/// </summary>
internal sealed class TrackerState(long sequence, ImmutableSortedDictionary<string, TrackedCommitment> commitments, References references)
{
    public static readonly ImmutableSortedDictionary<string, TrackedCommitment> NoCommitments = ImmutableSortedDictionary.Create<
        string,
        TrackedCommitment
    >(StringComparer.Ordinal);

    private TrackerState? next;

    /// <summary>The last row of the journal that is in it.</summary>
    public long Sequence { get; } = sequence;

    /// <summary>By code.</summary>
    public ImmutableSortedDictionary<string, TrackedCommitment> Commitments { get; } = commitments;

    public References References { get; } = references;

    /// <summary>The day on which it was the current state: what is kept ready is kept for this one.</summary>
    public DateOnly Today { get; init; }

    /// <summary>What changed from the state before it.</summary>
    public IReadOnlyList<Replacement> Replacements { get; private init; } = [];

    public TrackedCommitment? Find(string code) => Commitments.GetValueOrDefault(code);

    /// <summary>The state after these commitments came to be or changed.</summary>
    public TrackerState With(long sequence, IEnumerable<TrackedCommitment> changed, References references, DateOnly today)
    {
        var replacements = changed.Select(after => new Replacement(Find(after.Code), after)).ToList();
        var commitments = Commitments.SetItems(replacements.Select(each => KeyValuePair.Create(each.After.Code, each.After)));
        return new TrackerState(sequence, commitments, references) { Today = today, Replacements = replacements };
    }

    /// <summary>The same on this day.</summary>
    public TrackerState On(DateOnly today) => today == Today ? this : new TrackerState(Sequence, Commitments, References) { Today = today };

    /// <summary>Says which state follows, so that what was worked out from this one can be brought to that.</summary>
    public void LeadTo(TrackerState following) => Volatile.Write(ref next, following);

    /// <summary>The states after this one up to <paramref name="last"/>, in their order.</summary>
    public IEnumerable<TrackerState> UpTo(TrackerState last)
    {
        for (var each = this; !ReferenceEquals(each, last); )
        {
            each = Volatile.Read(ref each.next) ?? throw new InvalidOperationException("The last state does not follow this one.");
            yield return each;
        }
    }
}

/// <summary>A commitment as it was and as it is; it was not where it has just been created.</summary>
internal sealed record Replacement(TrackedCommitment? Before, TrackedCommitment After);
