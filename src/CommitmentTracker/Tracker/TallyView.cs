namespace CommitmentTracker.Tracker;

/// <summary>The figures of one selection by the code of a member state, body, instrument or theme.</summary>
/// <param name="figuresOf">What one commitment adds to them; nothing where it is not selected.</param>
internal sealed class TallyView(string key, Func<TrackedCommitment, References, IEnumerable<Figure>> figuresOf) : View<Tallies>(key)
{
    protected override Tallies Build(TrackerState state) =>
        Tallies.None.With(state.Commitments.Values.SelectMany(each => figuresOf(each, state.References)).Select(figure => (figure, 1)));

    /// <summary>The same object where nothing that is counted changed, by which remembered answers tell that they are still right.</summary>
    protected override Tallies Patch(Tallies content, IReadOnlyList<Replacement> changes, References references)
    {
        var gone = changes.SelectMany(each => each.Before is null ? [] : figuresOf(each.Before, references)).Select(figure => (figure, -1));
        var come = changes.SelectMany(each => figuresOf(each.After, references)).Select(figure => (figure, 1));
        return content.With(gone.Concat(come));
    }

    protected override int WeightOf(Tallies content) => content.Count;
}

/// <summary>One commitment or assignment that counts for a group, as it stands on a day.</summary>
internal readonly record struct Figure(string Group, StandingView View);

/// <summary>Figures by group.</summary>
internal sealed class Tallies
{
    public static readonly Tallies None = new(
        ImmutableDictionary.Create<string, ImmutableDictionary<Figure, long>>(StringComparer.Ordinal)
    );

    private readonly ImmutableDictionary<string, ImmutableDictionary<Figure, long>> groups;

    private Tallies(ImmutableDictionary<string, ImmutableDictionary<Figure, long>> groups) => this.groups = groups;

    public int Count => groups.Count;

    public Tally Of(string group) => Tally.Of((groups.GetValueOrDefault(group) ?? []).Select(pair => (pair.Key.View, pair.Value)));

    public Tallies With(IEnumerable<(Figure Figure, int Times)> counted)
    {
        var sums = new Dictionary<Figure, long>();
        foreach (var (figure, times) in counted)
        {
            sums[figure] = sums.GetValueOrDefault(figure) + times;
        }

        var changed = groups.ToBuilder();
        foreach (var group in sums.Where(pair => pair.Value != 0).GroupBy(pair => pair.Key.Group, StringComparer.Ordinal))
        {
            var counts = (changed.GetValueOrDefault(group.Key) ?? []).ToBuilder();
            foreach (var (figure, times) in group)
            {
                counts[figure] = counts.GetValueOrDefault(figure) + times;
            }

            changed[group.Key] = counts.ToImmutable();
        }

        var after = changed.ToImmutable();
        return ReferenceEquals(after, groups) ? this : new Tallies(after);
    }
}
