namespace CommitmentTracker.Data;

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

/// <summary>A database file cannot be copied, checked or put back; the message is a sentence for the person who runs the server.</summary>
internal sealed class DatabaseFileException(string message, Exception? cause = null) : Exception(message, cause);

/// <summary>The program cannot start; the message is a sentence for the person who started it.</summary>
internal sealed class StartException(string message, Exception? cause = null) : Exception(message, cause);
