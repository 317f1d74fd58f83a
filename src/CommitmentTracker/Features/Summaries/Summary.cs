namespace CommitmentTracker.Features.Summaries;

/// <summary>Figures by member state, body, instrument or theme.</summary>
internal sealed record Summary
{
    /// <summary>Every member state, body, instrument or theme there is, in order of key, also where nothing is counted for it.</summary>
    public required IReadOnlyList<SummaryGroup> Groups { get; init; }

    /// <summary>The day that states and freshness are derived by.</summary>
    /// <example>2026-11-21</example>
    public required DateOnly AsOf { get; init; }
}
