using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;

namespace CommitmentTracker.ReadModel;

/// <summary>The figures of one selection by the code of a member state, body, instrument or theme, kept right through every change.</summary>
/// <param name="figuresOf">What one commitment adds to them; nothing where it is not selected.</param>
/// <param name="isByText">Whether the selection searches for words.</param>
internal sealed class LiveTallies(Func<ModelCommitment, IEnumerable<Figure>> figuresOf, bool isByText) : ILive
{
    private readonly Dictionary<string, Counts> groups = new(StringComparer.Ordinal);

    public int Weight => groups.Count;

    public bool IsByText => isByText;

    public long LastUsed { get; set; }

    /// <summary>Ends when something that was counted changes, or something comes to be counted.</summary>
    public Validity Validity { get; private set; } = new();

    public Tally Of(string group) => (groups.GetValueOrDefault(group) ?? new Counts()).ToTally();

    public void Fill(IEnumerable<ModelCommitment> all)
    {
        foreach (var commitment in all)
        {
            Add(commitment, 1);
        }
    }

    public void Replace(ModelCommitment? before, ModelCommitment? after)
    {
        if (Add(before, -1) | Add(after, 1))
        {
            End();
            Validity = new Validity();
        }
    }

    public void End() => Validity.End();

    private bool Add(ModelCommitment? commitment, int times)
    {
        var isTouched = false;
        foreach (var figure in commitment is null ? [] : figuresOf(commitment))
        {
            isTouched = true;
            if (!groups.TryGetValue(figure.Group, out var counts))
            {
                groups.Add(figure.Group, counts = new Counts());
            }

            counts.Add(figure, times);
        }

        return isTouched;
    }

    private sealed class Counts
    {
        private readonly long[] byStatus = new long[Enum.GetValues<Status>().Length];
        private readonly long[] byDeadlineState = new long[Enum.GetValues<DeadlineState>().Length];
        private readonly long[] byFreshness = new long[Enum.GetValues<Freshness>().Length];

        public void Add(Figure figure, int times)
        {
            byStatus[(int)figure.Status] += times;
            byDeadlineState[(int)figure.DeadlineState] += times;
            byFreshness[(int)figure.Freshness] += times;
        }

        public Tally ToTally() => new(byStatus.Sum(), By<Status>(byStatus), By<DeadlineState>(byDeadlineState), By<Freshness>(byFreshness));

        private static Dictionary<T, long> By<T>(long[] counts)
            where T : struct, Enum => Enum.GetValues<T>().ToDictionary(value => value, value => counts[Convert.ToInt32(value, null)]);
    }
}

/// <summary>One commitment or assignment that counts for a group, as it stands on the model's day.</summary>
internal readonly record struct Figure(string Group, Status Status, DeadlineState DeadlineState, Freshness Freshness);
