namespace CommitmentTracker.Clock;

/// <summary>The zone of the tracker and the spans that the secretariat has set.</summary>
internal sealed class ReportingOptions
{
    public const int MaxDays = 3650;

    /// <summary>Setting <c>Clock__TimeZone</c>, an IANA name; by default that of the ASEAN Secretariat's seat.</summary>
    public string TimeZone { get; set; } = "Asia/Jakarta";

    /// <summary>Setting <c>Deadlines__DueSoonDays</c>.</summary>
    public int DueSoonDays { get; set; } = 30;

    /// <summary>Setting <c>Freshness__StaleAfterDays</c>.</summary>
    public int StaleAfterDays { get; set; } = 180;
}
