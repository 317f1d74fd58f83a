using System.Text.Json.Serialization;
using CommitmentTracker.Domain.Vocabulary;

namespace CommitmentTracker.Features;

/// <summary>How old the latest verified reports are on the day of <c>asOf</c>.</summary>
internal sealed record FreshnessCounts
{
    /// <summary>Reported within the last 180 days (setting <c>Freshness__StaleAfterDays</c>).</summary>
    /// <example>14</example>
    [JsonPropertyName("current")]
    public required long Current { get; init; }

    /// <summary>Last reported before that.</summary>
    /// <example>6</example>
    [JsonPropertyName("stale")]
    public required long Stale { get; init; }

    /// <summary>Never reported.</summary>
    /// <example>11</example>
    [JsonPropertyName("none")]
    public required long None { get; init; }

    public static FreshnessCounts From(IReadOnlyDictionary<Freshness, long> counts) =>
        new()
        {
            Current = counts[Freshness.Current],
            Stale = counts[Freshness.Stale],
            None = counts[Freshness.None],
        };
}
