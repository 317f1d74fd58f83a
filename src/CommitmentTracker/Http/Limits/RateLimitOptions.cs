namespace CommitmentTracker.Http.Limits;

/// <summary>How many requests a caller may send in a minute. A caller is a key or a signed-in person; without either, an address.</summary>
internal sealed class RateLimitOptions
{
    public const string Section = "RateLimits";

    public bool Enabled { get; set; } = true;

    /// <summary>For each address without a key; refused logins count here too.</summary>
    public int PerMinuteForAddress { get; set; } = 3000;

    /// <summary>For each key or signed-in person.</summary>
    public int PerMinuteForCaller { get; set; } = 12_000;
}
