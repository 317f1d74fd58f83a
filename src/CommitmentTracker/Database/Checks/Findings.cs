namespace CommitmentTracker.Database.Checks;

/// <summary>What a check found, a sentence each. Only the first are kept: of a database that is wrong throughout, a hundred say enough.</summary>
internal sealed class Findings
{
    public const int MaxListed = 100;

    private readonly List<string> listed = [];

    public IReadOnlyList<string> Listed => listed;

    public long Count { get; private set; }

    public void Add(string finding)
    {
        Count++;
        if (listed.Count < MaxListed)
        {
            listed.Add(finding);
        }
    }

    public void AddAll(string about, IEnumerable<string> faults)
    {
        foreach (var fault in faults)
        {
            Add($"{about}: {fault}.");
        }
    }
}
