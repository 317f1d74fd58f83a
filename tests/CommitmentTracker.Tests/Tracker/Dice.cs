namespace CommitmentTracker.Tests.Tracker;

/// <summary>Chance that falls alike whenever the seed is the same.</summary>
internal sealed class Dice(int seed)
{
    private readonly Random random = new(seed);

    /// <summary>From one number to another, both among them.</summary>
    public int Number(int from, int to) => random.Next(from, to + 1);

    public bool OneIn(int times) => random.Next(times) == 0;

    public T One<T>(IReadOnlyList<T> of) => of[random.Next(of.Count)];

    /// <summary>So many different ones at most, in any order.</summary>
    public T[] Few<T>(IReadOnlyList<T> of, int most) => Shuffled(of)[..Math.Min(most, of.Count)];

    public T[] Shuffled<T>(IEnumerable<T> of)
    {
        T[] all = [.. of];
        random.Shuffle(all);
        return all;
    }
}
