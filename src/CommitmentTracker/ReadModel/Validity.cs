namespace CommitmentTracker.ReadModel;

/// <summary>Says whether what was read from the model still is what it would read. It ends once and for all.</summary>
internal sealed class Validity
{
    private bool hasEnded;

    public bool Holds => !Volatile.Read(ref hasEnded);

    public void End() => Volatile.Write(ref hasEnded, true);
}
