using CommitmentTracker.Database;
using CommitmentTracker.Domain;

namespace CommitmentTracker.ReadModel;

/// <summary>
/// All published commitments as the journal has them up to one of its rows, and what was worked out from them for one day. What is
/// asked for is worked out when it is first asked for, kept right from then on, and let go when it was not asked for longest.
/// </summary>
internal sealed class ModelState(ReportingDay day, ModelReferences references)
{
    private const int MaxLive = 512;
    private const int MaxWeight = 4_000_000;

    private readonly Dictionary<string, ModelCommitment> byCode = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ILive> live = new(StringComparer.Ordinal);
    private long turn;

    /// <summary>The last row of the journal that is in it.</summary>
    public long Sequence { get; set; }

    public ReportingDay Day { get; private set; } = day;

    public ModelReferences References { get; } = references;

    public int Count => byCode.Count;

    public ModelCommitment? Find(string code) => byCode.GetValueOrDefault(code);

    public bool IsLive(string key) => live.ContainsKey(key);

    /// <summary>What is kept under the key, made now where there is nothing.</summary>
    public T Live<T>(string key, Func<T> make)
        where T : class, ILive
    {
        if (!live.TryGetValue(key, out var found))
        {
            found = make();
            found.Fill(byCode.Values);
            live.Add(key, found);
            Bound();
        }

        found.LastUsed = ++turn;
        return (T)found;
    }

    /// <summary>Brings in a commitment as it is now; null where the public does not see it any more.</summary>
    public void Put(string code, ModelCommitment? after)
    {
        var before = byCode.GetValueOrDefault(code);
        if (after is null)
        {
            byCode.Remove(code);
        }
        else
        {
            byCode[code] = after;
        }

        before?.Validity.End();
        if (TextOf(before) != TextOf(after))
        {
            LetGo(each => each.IsByText);
        }

        foreach (var each in live.Values)
        {
            each.Replace(before, after);
        }
    }

    /// <summary>Another day has begun, or the clock was set back: everything derived is worked out anew when it is asked for.</summary>
    public void Turn(ReportingDay day)
    {
        Day = day;
        LetGo(_ => true);
        foreach (var commitment in byCode.Values)
        {
            commitment.ForgetDay();
        }
    }

    /// <summary>Nothing that was answered from it may be answered again.</summary>
    public void End()
    {
        LetGo(_ => true);
        foreach (var commitment in byCode.Values)
        {
            commitment.Validity.End();
        }
    }

    private static (string?, string?) TextOf(ModelCommitment? commitment) =>
        (commitment?.Commitment.Title, commitment?.Commitment.Description);

    private void Bound()
    {
        while (live.Count > 1 && (live.Count > MaxLive || live.Values.Sum(each => (long)each.Weight) > MaxWeight))
        {
            var oldest = live.MinBy(pair => pair.Value.LastUsed == 0 ? long.MaxValue : pair.Value.LastUsed);
            oldest.Value.End();
            live.Remove(oldest.Key);
        }
    }

    private void LetGo(Func<ILive, bool> which)
    {
        foreach (var (key, each) in live.Where(pair => which(pair.Value)).ToList())
        {
            each.End();
            live.Remove(key);
        }
    }
}
