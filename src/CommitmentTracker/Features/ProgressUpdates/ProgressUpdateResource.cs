using System.Text.Json.Serialization;

namespace CommitmentTracker.Features.ProgressUpdates;

/// <summary>A report by or for a party on a commitment.</summary>
internal sealed record ProgressUpdateResource
{
    /// <summary>Identifies the progress update.</summary>
    /// <example>019bc5a4-7c00-7000-8000-000000000001</example>
    public required Guid Id { get; init; }

    /// <summary>The commitment's code.</summary>
    /// <example>HND-10</example>
    public required string Commitment { get; init; }

    /// <summary>The party that the report is of.</summary>
    /// <example>VN</example>
    public required string Party { get; init; }

    /// <summary>The day that the report describes.</summary>
    /// <example>2026-10-01</example>
    public required DateOnly AsOf { get; init; }

    /// <summary>How far the party has come.</summary>
    /// <example>in_progress</example>
    public required ReportedStatus Status { get; init; }

    /// <summary>How much is done, 0 to 100, where the party says so.</summary>
    /// <example>40</example>
    public required int? Percent { get; init; }

    /// <summary>The outlook, where the party says so.</summary>
    /// <example>on_track</example>
    public required Health? Health { get; init; }

    /// <summary>Why it is at risk or off track.</summary>
    public required string? HealthReason { get; init; }

    /// <summary>What was done.</summary>
    public required string? Narrative { get; init; }

    /// <summary>Whether the party says that there is nothing to report.</summary>
    public required bool NilReturn { get; init; }

    /// <summary>What stands in the way.</summary>
    public required string? Challenges { get; init; }

    /// <summary>What comes next.</summary>
    public required string? NextStep { get; init; }

    /// <summary>What shows it.</summary>
    public required IReadOnlyList<EvidenceResource> Evidence { get; init; }

    /// <summary>What became of it. Only a verified one counts and is public.</summary>
    /// <example>verified</example>
    public required ReviewState Review { get; init; }

    /// <summary>Whether the secretariat entered it on the party's behalf.</summary>
    public required bool OnBehalf { get; init; }

    /// <summary>When it was recorded.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>Who recorded it. Only for those who keep the tracker.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? RecordedBy { get; init; }

    /// <summary>Why it was returned; null unless it was. The public never sees what was returned.</summary>
    public required string? ReturnReason { get; init; }

    /// <summary>When it was voided; only of a voided one, which the public never sees.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? VoidedAt { get; init; }

    /// <summary>Who voided it. Only for those who keep the tracker, and its party.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? VoidedBy { get; init; }

    /// <summary>Why it was voided; only of a voided one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? VoidReason { get; init; }

    public static ProgressUpdateResource From(ProgressUpdate update, Caller caller) =>
        new()
        {
            Id = update.Id,
            Commitment = update.Commitment,
            Party = update.Party,
            AsOf = update.AsOf,
            Status = update.Status,
            Percent = update.Percent,
            Health = update.Health,
            HealthReason = update.HealthReason,
            Narrative = update.Narrative,
            NilReturn = update.IsNilReturn,
            Challenges = update.Challenges,
            NextStep = update.NextStep,
            Evidence = [.. update.Evidence.Select(EvidenceResource.From)],
            Review = update.Review,
            OnBehalf = update.IsOnBehalf,
            RecordedAt = update.RecordedAt,
            ReturnReason = update.ReturnReason,
            // Nobody else sees a voided one at all.
            VoidedAt = update.VoidedAt,
            VoidedBy = update.VoidedBy,
            VoidReason = update.VoidReason,
            RecordedBy = caller.KeepsTheTracker ? update.RecordedBy : null,
        };
}
