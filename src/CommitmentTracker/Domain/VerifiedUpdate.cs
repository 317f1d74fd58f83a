using CommitmentTracker.Domain.Vocabulary;

namespace CommitmentTracker.Domain;

/// <summary>What of a verified progress update moves an assignment. <paramref name="RecordedAs"/> grows with each update recorded.</summary>
internal sealed record VerifiedUpdate(
    DateOnly AsOf,
    long RecordedAs,
    Status Status,
    int? Percent = null,
    Health? Health = null,
    string? HealthReason = null
);
