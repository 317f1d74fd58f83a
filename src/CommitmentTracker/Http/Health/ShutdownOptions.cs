namespace CommitmentTracker.Http.Health;

internal sealed class ShutdownOptions
{
    public const string Section = "Shutdown";

    /// <summary>How long a service that is told to stop lets the requests under way go on.</summary>
    public int TimeoutSeconds { get; set; } = 30;
}
