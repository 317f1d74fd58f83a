namespace CommitmentTracker.Domain;

/// <summary>What a party reported of its share in a commitment. It stays what it was when it was recorded; only its review moves.</summary>
internal sealed record ProgressUpdate
{
    public const int HealthReasonMaxLength = 1000;
    public const int NarrativeMaxLength = 10_000;
    public const int ProseMaxLength = 5000;
    public const int ReturnReasonMaxLength = 2000;
    public const int VoidReasonMaxLength = 2000;
    public const int EvidenceMaxCount = 20;

    public required Guid Id { get; init; }

    /// <summary>Counts the updates as they were recorded.</summary>
    public required long Number { get; init; }
    public required string Commitment { get; init; }
    public required string Party { get; init; }
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
    public required DateTimeOffset RecordedAt { get; init; }
    public required string RecordedBy { get; init; }

    /// <summary>Whether somebody else entered it for the party.</summary>
    public bool IsOnBehalf { get; init; }
    public required ReviewState Review { get; init; }
    public string? ReturnReason { get; init; }
    public DateTimeOffset? VoidedAt { get; init; }
    public string? VoidedBy { get; init; }
    public string? VoidReason { get; init; }

    /// <summary>What is wrong with a percent beside a status, and what to report instead; null where the two agree.</summary>
    public static string? PercentFault(ReportedStatus status, int? percent) =>
        (status, percent) switch
        {
            (ReportedStatus.Completed, >= 0 and < 100) =>
                "must be 100 or left out when status is completed: report in_progress while something is left to do",
            (ReportedStatus.NotStarted, > 0 and <= 100) =>
                "must be 0 or left out when status is not_started: report in_progress once something is done",
            _ => null,
        };
}

/// <summary>Something that shows what is reported.</summary>
internal sealed record Evidence(string Title, string? Url)
{
    public const int TitleMaxLength = 300;
    public const int UrlMaxLength = 2000;
}
