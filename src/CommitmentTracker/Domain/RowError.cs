using System.Text.Json.Serialization;
using CommitmentTracker.Domain.Vocabulary;

namespace CommitmentTracker.Domain;

/// <summary>What is wrong with one cell of a sheet that is imported.</summary>
internal sealed record RowError
{
    /// <summary>The row as a spreadsheet numbers it: the header is row 1.</summary>
    /// <example>7</example>
    public required long Row { get; init; }

    /// <summary>The column by its name in the header; null where the whole row is wrong.</summary>
    /// <example>kind</example>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required string? Column { get; init; }

    /// <summary>What kind of error it is.</summary>
    /// <example>invalid_value</example>
    public required RowErrorCode Code { get; init; }

    /// <summary>What is wrong, in words.</summary>
    /// <example>must be one of commitment, proposal, discussion, informational</example>
    public required string Message { get; init; }
}
