namespace CommitmentTracker.Database;

/// <summary>A database file cannot be copied, checked or put back; the message is a sentence for the person who runs the server.</summary>
internal sealed class DatabaseFileException(string message, Exception? cause = null) : Exception(message, cause);
