namespace CommitmentTracker.Database.Commitments;

/// <summary>
/// Commitments as the one writer last read or left them, so that it need not read again what it knows. What a write that is taken back
/// had touched is forgotten with it; where others may have written, everything is.
/// </summary>
internal sealed class KnownCommitments
{
    private const int Max = 2000;

    private readonly Dictionary<string, StoredCommitment> byCode = new(StringComparer.Ordinal);
    private readonly List<string> touched = [];

    public StoredCommitment? Find(string code) => byCode.GetValueOrDefault(code);

    public void Keep(StoredCommitment stored)
    {
        if (byCode.Count >= Max)
        {
            byCode.Clear();
        }

        byCode[stored.Commitment.Code] = stored;
        touched.Add(stored.Commitment.Code);
    }

    public void BeginWrite() => touched.Clear();

    public void Undo() => touched.ForEach(code => byCode.Remove(code));

    public void Clear() => byCode.Clear();
}
