using CommitmentTracker.Domain.Vocabulary;

namespace CommitmentTracker.Domain;

/// <summary>So many commitments, or assignments, that are alike in all that figures look at. Nothing in it depends on the day.</summary>
internal sealed record Bucket(Status Status, DateOnly? DueOn, DateOnly? CompletedOn, DateOnly? ReportedOn, long Count);
