namespace CommitmentTracker.Data;

internal enum StoreFault
{
    Busy,
    Full,
    Unavailable,
    Damaged,
    Conflict,
    Unexpected,

    /// <summary>The connection was lost while it was committed: what was to be stored may be stored, or not.</summary>
    OutcomeUnknown,
}

/// <summary>The store could not do what it was asked. Nothing was changed, unless the outcome is unknown.</summary>
internal sealed class StoreException(StoreFault fault, Exception? cause = null) : Exception($"The store failed: {fault}.", cause)
{
    public StoreFault Fault { get; } = fault;
}

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

/// <summary>A database cannot be copied, checked or put back; the message is a sentence for the person who runs the server.</summary>
internal sealed class DatabaseFileException(string message, Exception? cause = null) : Exception(message, cause);

/// <summary>The program cannot start; the message is a sentence for the person who started it.</summary>
internal sealed class StartException(string message, Exception? cause = null) : Exception(message, cause);
