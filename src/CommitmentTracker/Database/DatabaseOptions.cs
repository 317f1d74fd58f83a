namespace CommitmentTracker.Database;

internal sealed class DatabaseOptions
{
    public const string Section = "Database";

    /// <summary>The database file; its folder is made when missing.</summary>
    public string Path { get; set; } = "data/commitments.db";

    /// <summary>How long a write waits for its turn before it is told to come back later.</summary>
    public int WriteWaitSeconds { get; set; } = 5;
}
