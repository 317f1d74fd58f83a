using System.Text.Json.Serialization;
using CommitmentTracker.Domain.Vocabulary;

namespace CommitmentTracker.Features;

/// <summary>How many deadlines stand so on the day of <c>asOf</c>.</summary>
internal sealed record DeadlineStateCounts
{
    /// <summary>Nothing is due on a day.</summary>
    /// <example>0</example>
    [JsonPropertyName("no_deadline")]
    public required long NoDeadline { get; init; }

    /// <summary>Due later than soon.</summary>
    /// <example>18</example>
    [JsonPropertyName("upcoming")]
    public required long Upcoming { get; init; }

    /// <summary>Due within the next 30 days (setting <c>Deadlines__DueSoonDays</c>), the day itself included.</summary>
    /// <example>3</example>
    [JsonPropertyName("due_soon")]
    public required long DueSoon { get; init; }

    /// <summary>The due day has passed.</summary>
    /// <example>1</example>
    [JsonPropertyName("overdue")]
    public required long Overdue { get; init; }

    /// <summary>Completed by the due day.</summary>
    /// <example>8</example>
    [JsonPropertyName("met")]
    public required long Met { get; init; }

    /// <summary>Completed after the due day.</summary>
    /// <example>1</example>
    [JsonPropertyName("met_late")]
    public required long MetLate { get; init; }

    /// <summary>Cancelled or superseded: nothing is due any more.</summary>
    /// <example>0</example>
    [JsonPropertyName("closed")]
    public required long Closed { get; init; }

    public static DeadlineStateCounts From(IReadOnlyDictionary<DeadlineState, long> counts) =>
        new()
        {
            NoDeadline = counts[DeadlineState.NoDeadline],
            Upcoming = counts[DeadlineState.Upcoming],
            DueSoon = counts[DeadlineState.DueSoon],
            Overdue = counts[DeadlineState.Overdue],
            Met = counts[DeadlineState.Met],
            MetLate = counts[DeadlineState.MetLate],
            Closed = counts[DeadlineState.Closed],
        };
}
