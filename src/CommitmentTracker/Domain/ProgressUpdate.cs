namespace CommitmentTracker.Domain;

/// <summary>The limits of a progress update, and what its members must say together.</summary>
internal static class ProgressUpdate
{
    public const int HealthReasonMaxLength = 1000;
    public const int NarrativeMaxLength = 10_000;
    public const int ProseMaxLength = 5000;
    public const int ReturnReasonMaxLength = 2000;
    public const int VoidReasonMaxLength = 2000;
    public const int EvidenceMaxCount = 20;

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
