namespace CommitmentTracker.Database;

/// <summary>Remembers that part of the database could not be read: that another part can does not make it whole.</summary>
internal sealed class DamageMark
{
    private volatile bool isSet;

    public bool IsSet => isSet;

    public void Set() => isSet = true;
}
