namespace CommitmentTracker.Domain;

/// <summary>The limits of a progress update.</summary>
internal static class ProgressUpdate
{
    public const int HealthReasonMaxLength = 1000;
    public const int NarrativeMaxLength = 10_000;
    public const int ProseMaxLength = 5000;
    public const int ReturnReasonMaxLength = 2000;
    public const int EvidenceMaxCount = 20;
}

/// <summary>Something that shows what is reported.</summary>
internal sealed record Evidence(string Title, string? Url)
{
    public const int TitleMaxLength = 300;
    public const int UrlMaxLength = 2000;
}
