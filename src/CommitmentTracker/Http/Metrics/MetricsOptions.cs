namespace CommitmentTracker.Http.Metrics;

internal sealed class MetricsOptions
{
    public const string Section = "Metrics";

    /// <summary>Whether the service measures itself and answers /metrics.</summary>
    public bool Enabled { get; set; }

    /// <summary>Whether it answers to everyone, and not only to an admin's key.</summary>
    public bool Public { get; set; }
}
