namespace CommitmentTracker.Database;

/// <summary>
/// Whether the database was ever found damaged since the start. One that was is not to be trusted again, whatever the next read says:
/// most reads do not come near the damaged place.
/// </summary>
internal sealed class Damage
{
    private volatile bool isFound;

    public bool IsFound => isFound;

    public void Note(StoreFault fault) => isFound |= fault == StoreFault.Damaged;
}
