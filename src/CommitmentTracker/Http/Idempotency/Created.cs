namespace CommitmentTracker.Http.Idempotency;

/// <summary>A record that was created, and where it is.</summary>
internal sealed record Created<T>(T Value, string Location, long? Version = null)
{
    /// <summary>Whether the answer holds a secret, which must not be kept as it is.</summary>
    public bool IsSecret { get; init; }
}
