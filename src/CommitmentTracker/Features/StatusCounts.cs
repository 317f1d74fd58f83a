using System.Text.Json.Serialization;
using CommitmentTracker.Domain.Vocabulary;

namespace CommitmentTracker.Features;

/// <summary>How many have each status.</summary>
internal sealed record StatusCounts
{
    /// <summary>Nothing verified has been reported.</summary>
    /// <example>11</example>
    [JsonPropertyName("not_reported")]
    public required long NotReported { get; init; }

    /// <summary>Reported as not started.</summary>
    /// <example>2</example>
    [JsonPropertyName("not_started")]
    public required long NotStarted { get; init; }

    /// <summary>Reported as in progress.</summary>
    /// <example>8</example>
    [JsonPropertyName("in_progress")]
    public required long InProgress { get; init; }

    /// <summary>Reported as completed.</summary>
    /// <example>9</example>
    [JsonPropertyName("completed")]
    public required long Completed { get; init; }

    /// <summary>Reported as on hold.</summary>
    /// <example>1</example>
    [JsonPropertyName("on_hold")]
    public required long OnHold { get; init; }

    /// <summary>Reported as cancelled; not in the completion rate.</summary>
    /// <example>0</example>
    [JsonPropertyName("cancelled")]
    public required long Cancelled { get; init; }

    /// <summary>Replaced by another commitment; not in the completion rate. With it its assignments.</summary>
    /// <example>0</example>
    [JsonPropertyName("superseded")]
    public required long Superseded { get; init; }

    public static StatusCounts From(IReadOnlyDictionary<Status, long> counts) =>
        new()
        {
            NotReported = counts[Status.NotReported],
            NotStarted = counts[Status.NotStarted],
            InProgress = counts[Status.InProgress],
            Completed = counts[Status.Completed],
            OnHold = counts[Status.OnHold],
            Cancelled = counts[Status.Cancelled],
            Superseded = counts[Status.Superseded],
        };
}
