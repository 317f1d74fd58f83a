namespace CommitmentTracker.Http.Caching;

/// <summary>What of whole answers is kept.</summary>
internal sealed class CacheOptions
{
    public const string Section = "Cache";

    /// <summary>How many bytes of whole answers are remembered, in MiB.</summary>
    public int AnswersMegabytes { get; set; } = 16;
}
