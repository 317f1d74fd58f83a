using CommitmentTracker.Domain.Vocabulary;

namespace CommitmentTracker.Domain;

internal static class FreshnessRule
{
    public static Freshness Of(DateOnly? lastReportedOn, ReportingDay day) =>
        lastReportedOn switch
        {
            null => Freshness.None,
            { } reported when reported < day.CurrentSince => Freshness.Stale,
            _ => Freshness.Current,
        };
}
