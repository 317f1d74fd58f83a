using CommitmentTracker.Domain;
using CommitmentTracker.Domain.Vocabulary;

namespace CommitmentTracker.Database.ProgressUpdates;

/// <summary>A progress update that is to be recorded.</summary>
internal sealed record NewProgressUpdate
{
    public required string CommitmentCode { get; init; }
    public required string PartyCode { get; init; }
    public required DateOnly AsOf { get; init; }
    public required ReportedStatus Status { get; init; }
    public int? Percent { get; init; }
    public Health? Health { get; init; }
    public string? HealthReason { get; init; }
    public string? Narrative { get; init; }
    public bool IsNilReturn { get; init; }
    public string? Challenges { get; init; }
    public string? NextStep { get; init; }
    public IReadOnlyList<Evidence> Evidence { get; init; } = [];
    public required string RecordedBy { get; init; }
}
