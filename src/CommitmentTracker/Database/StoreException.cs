namespace CommitmentTracker.Database;

internal enum StoreFault
{
    Busy,
    Full,
    Unavailable,
    Damaged,
    Conflict,
    Unexpected,
}

/// <summary>The store could not do what it was asked; nothing was changed.</summary>
internal sealed class StoreException(StoreFault fault, Exception? cause = null) : Exception($"The store failed: {fault}.", cause)
{
    public StoreFault Fault { get; } = fault;
}
